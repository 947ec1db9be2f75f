using Dragoman.Configuration;
using Dragoman.Text;

namespace Dragoman.Tests.Configuration;

public sealed class PresetTests
{
    /// <summary>Who gives raw text wants raw text back, without having named the language.</summary>
    [Theory]
    [InlineData("translate")]
    [InlineData("characters")]
    public void Text_OfAPresetForRawText_IsGivenBack(string preset)
    {
        string[] sentences = ["J'ai dit : « l'eau, c'est bon ! »", "I don't \"know\" (3:30)…", "Ich hab's – 3,5 %!", "¿Qué? ¡No!", "我饿了。", "Είμαι 'δω;", "как-то так"];
        DataOptions data = Preset.Find(preset).Options.Data;
        TextModel model = TextModel.Learn(sentences, data.Target);

        Assert.All(sentences, sentence => Assert.Equal(sentence, model.Decode(model.Encode(sentence))));
    }
}
