dofile(os.getenv("SCRIPTS") .. "/common.lua")

local tokens = lines("tokens.txt")
local requests = {}

-- Always the first page: it ranks the whole feed.
function request()
  local reader = math.random(20)
  requests[reader] = requests[reader] or wrk.format("GET", "/v1/feeds/for-you?limit=20", as(tokens[reader]))
  return requests[reader]
end
