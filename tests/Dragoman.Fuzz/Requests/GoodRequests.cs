namespace Dragoman.Fuzz.Requests;

/// <summary>Requests of every kind that the server answers, of which damaged ones are made.</summary>
internal static class GoodRequests
{
    /// <summary>Requests whose answer is the same to the bit whenever they are sent.</summary>
    internal static IReadOnlyList<RawRequest> Steady { get; } =
    [
        new("POST", "/v1/translate", """{"text":"a b c"}"""),
        new("POST", "/v1/translate", """{"text":["a b","d c a",""],"beam":3,"nBest":2,"lengthPenalty":1.5,"coveragePenalty":0.5,"maxLength":20,"alignment":true,"attention":true}"""),
        new("POST", "/v1/translate", """{"text":["a","b z"],"model":"plain","stream":true}"""),
        new("POST", "/v1/translate", """{"text":["a b","c"],"beam":4,"groups":2,"diversity":1,"noRepeatNgram":2,"repetitionPenalty":1.2,"lengthNormalization":"reward","minLength":2,"maxLengthRatio":3,"noUnknown":true,"tokens":true}"""),
        new("POST", "/v1/translate", """{"text":["a b","c"],"beam":4,"prefixes":["x",null],"constraints":[{"must":["b"],"not":["x a"]},null],"replaceUnknown":true,"maxLength":9}"""),
        new("POST", "/v1/translate", """{"text":"a b","temperature":1,"topK":3,"topP":0.9,"seed":5,"nBest":2,"minLengthRatio":1.5,"model":"plain"}"""),
        new("POST", "/v1/score", """{"source":"a b","target":"b a x"}"""),
        new("POST", "/v1/score", """{"source":["a b","c"],"target":["b a x","c x"],"model":"plain"}"""),
        new("POST", "/v1/explain", """{"text":"a b","beam":2,"prefix":["b"],"weights":[{"step":0,"weights":[0.5,0.25,0.25]}],"replaced":[{"position":0,"text":"c"}],"candidates":3,"hypothesis":0,"vectors":true}"""),
        new("POST", "/v1/explain", """{"text":"a b","target":"b a x","vectors":false,"model":"plain"}"""),
        new("POST", "/v1/explain", """{"text":"a b","beam":4,"must":["b"],"not":["x"],"noRepeatNgram":2,"repetitionPenalty":1.5,"constraint":"none","maxLength":9,"vectors":false}"""),
        new("POST", "/v1/neighbours", """{"text":"a b","of":"encoder","position":1,"count":3}"""),
        new("POST", "/v1/neighbours", """{"text":"a b","target":"b a x","of":"context","position":2,"count":10}"""),
        new("POST", "/v1/trajectories", """{"text":"a b c","beam":2,"replaced":[{"position":1,"text":"d"}]}"""),
        new("GET", "/v1/words?word=a&minus=b&plus=c&side=source&count=2"),
        new("GET", "/v1/words?word=x&side=target&model=plain"),
        new("GET", "/v1/models"),
        new("GET", "/v1/training/runs"),
        new("GET", "/v1/training/runs/0/metrics"),
        new("GET", "/v1/training/runs/0/samples"),
        new("GET", "/v1/training/runs/0/events"),
        new("GET", "/"),
        new("GET", "/assets/inspector.js"),
        new("GET", "/health/live"),
        new("GET", "/openapi/v1.json"),
    ];

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<RawRequest> All { get; } = [.. Steady, new("GET", "/training"), new("GET", "/health/ready"), new("GET", "/metrics")];
}
