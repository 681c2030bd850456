dofile(os.getenv("SCRIPTS") .. "/common.lua")

local dubs = lines("dubs.txt")
local headers = as(lines("tokens.txt")[1])

function request()
  return wrk.format("GET", "/v1/dubs/" .. dubs[math.random(#dubs)], headers)
end
