dofile(os.getenv("SCRIPTS") .. "/common.lua")

local languages = { "de", "en", "fr", "hi", "pt" }
local headers = as(lines("tokens.txt")[1])

function request()
  return wrk.format("GET", "/v1/quotes?limit=20&language=" .. languages[math.random(#languages)], headers)
end
