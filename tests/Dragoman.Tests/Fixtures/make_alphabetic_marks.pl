#!/usr/bin/env perl
# Writes to standard output the table of src/Dragoman/Text/Moses/AlphabeticMarks.Tables.g.cs: code points with the Unicode property Alphabetic that are
# neither letters nor letter numbers, as this perl's version of Unicode has them.
use strict;
use warnings;
use Unicode::UCD;

my @ranges;
for my $code (0x80 .. 0x3FFFF) {
    next if ($code >= 0xD800 && $code <= 0xDFFF) || chr($code) !~ /\p{Alphabetic}/ || chr($code) =~ /[\p{L}\p{Nl}]/;
    if (@ranges && $ranges[-1][1] == $code - 1) { $ranges[-1][1] = $code } else { push @ranges, [$code, $code] }
}

print "namespace Dragoman.Text.Moses;\n\n";
print "/// <summary>Unicode ", Unicode::UCD::UnicodeVersion(), "; made by tests/Dragoman.Tests/Fixtures/make_alphabetic_marks.pl.</summary>\n";
print "internal static partial class AlphabeticMarks\n{\n    private static ReadOnlySpan<int> Ranges =>\n    [\n";
while (my @line = splice @ranges, 0, 8) {
    print "        ", join(" ", map { sprintf "0x%X, 0x%X,", @$_ } @line), "\n";
}
print "    ];\n}\n";
