dofile(os.getenv("SCRIPTS") .. "/common.lua")

local tokens = lines("tokens.txt")
local at = from

function request()
  at = at + 1
  -- Everybody but readers and publishers, in turn, so that nobody has more uploads open than people do.
  return wrk.format("POST", "/v1/uploads", as(tokens[121 + at % (#tokens - 120)]), string.format(
    '{"kind":"dub_video","content_type":"video/mp4","size_bytes":900000,"sha256":"%064x"}', at))
end
