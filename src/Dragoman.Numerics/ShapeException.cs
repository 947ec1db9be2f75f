using System.Diagnostics.CodeAnalysis;

namespace Dragoman.Numerics;

/// <summary>The shapes of two operands do not fit together, or a buffer does not hold what its shape says.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Makes the exception with a default message.</summary>
    public ShapeException()
        : base("Shapes do not match.")
    {
    }

    /// <summary>Makes the exception with a message that says what was expected, what came, and where.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with a message and the failure behind it.</summary>
    /// <param name="message">The whole sentence shown to the user.</param>
    /// <param name="innerException">The failure behind it.</param>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws unless <paramref name="matrix"/> has the wanted shape.</summary>
    /// <param name="matrix">The matrix to check.</param>
    /// <param name="name">Its name in the caller's words, such as <c>decoder.initialState</c>.</param>
    /// <param name="rows">Wanted rows, with the axis word for the message.</param>
    /// <param name="columns">Wanted columns, with the axis word for the message.</param>
    /// <exception cref="ShapeException">The matrix has another shape.</exception>
    public static void ThrowIfNot(Matrix matrix, string name, (string Axis, int Size) rows, (string Axis, int Size) columns)
    {
        if (matrix.Rows != rows.Size || matrix.Columns != columns.Size)
        {
            Throw(matrix, name, rows, columns);
        }
    }

    /// <summary>Throws unless a span holds <paramref name="expected"/> elements.</summary>
    /// <param name="length">Elements that the span holds.</param>
    /// <param name="name">The span's name in the caller's words.</param>
    /// <param name="expected">Elements that it must hold.</param>
    /// <exception cref="ShapeException">The span holds another number.</exception>
    public static void ThrowIfLengthIsNot(int length, string name, int expected)
    {
        if (length != expected)
        {
            ThrowLength(length, name, expected);
        }
    }

    [DoesNotReturn]
    private static void Throw(Matrix matrix, string name, (string Axis, int Size) rows, (string Axis, int Size) columns) =>
        throw new ShapeException(
            $"{name}: expected [{rows.Axis}={rows.Size}, {columns.Axis}={columns.Size}], got [{matrix.Rows}, {matrix.Columns}].");

    [DoesNotReturn]
    private static void ThrowLength(int length, string name, int expected) =>
        throw new ShapeException($"{name}: expected {expected} elements, got {length}.");
}
