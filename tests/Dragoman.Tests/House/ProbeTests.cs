namespace Dragoman.Tests.House;
public sealed class ProbeTests {
 [Fact] public void Print() {
  foreach (string name in new[]{"Dragoman.Core","Dragoman.Numerics"}) {
   CompiledProject p = new(name);
   File.AppendAllLines("/tmp/probe.txt", p.Uses().Select(u => $"{CompiledProject.NamespaceOf(u.User)} -> {u.Namespace} ({u.User.Name})").Distinct().Order());
   File.AppendAllLines("/tmp/probe.txt", p.MethodLengths().OrderByDescending(m => m.Lines).Take(40).Select(m => $"{m.Lines} {m.Method.DeclaringType.FullName}.{m.Method.Name}"));
   File.AppendAllLines("/tmp/probe.txt", p.Types.SelectMany(t => t.Methods).Where(m => m.IsConstructor).OrderByDescending(m => m.Parameters.Count).Take(60).Select(m => $"P {m.Parameters.Count} {m.DeclaringType.FullName}"));
  }
 } }
