-- One sentence a request, in turn, as many callers of a server send them; counts answers by status.
local sentences = {
  "the european economic area is very important .",
  "the small girl does not see the old red car .",
  "she does not give them to us .",
  "i see it every day .",
  "yesterday , the old queen arrived at the castle .",
  "he did not buy a house near the new hotel .",
  "the woman 's red car is behind the school .",
  "do you think that the children are sleeping ?",
}
local threads, number = {}, 0

function setup(thread)
  table.insert(threads, thread)
end

function init()
  accepted, refused, other = 0, 0, 0
end

function request()
  number = number % #sentences + 1
  return wrk.format("POST", "/v1/translate", { ["Content-Type"] = "application/json" }, '{"text":"' .. sentences[number] .. '"}')
end

function response(status)
  if status == 200 then accepted = accepted + 1 elseif status == 429 then refused = refused + 1 else other = other + 1 end
end

function done(summary, latency)
  local ok, busy, bad = 0, 0, 0
  for _, thread in ipairs(threads) do
    ok, busy, bad = ok + thread:get("accepted"), busy + thread:get("refused"), bad + thread:get("other")
  end
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%.0f requests/s, p50 %.1f ms, p99 %.1f ms; 200: %d, 429: %d, other: %d, socket errors: %d\n",
    ok / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, ok, busy, bad, errors))
end
