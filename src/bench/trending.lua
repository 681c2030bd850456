dofile(os.getenv("SCRIPTS") .. "/common.lua")

local tokens = lines("tokens.txt")
local requests = {}

-- Always the first page, which is the same for everybody.
function request()
  local reader = math.random(20)
  requests[reader] = requests[reader] or wrk.format("GET", "/v1/feeds/trending?limit=20", as(tokens[reader]))
  return requests[reader]
end
