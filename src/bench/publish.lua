dofile(os.getenv("SCRIPTS") .. "/common.lua")

-- Upload n belongs to publisher 1 + (n - 1) % 100, who is person 21 and up.
local uploads = lines("fresh.txt")
local quotes = lines("quotes.txt")
local tokens = lines("tokens.txt")
local at = from

function request()
  at = at + 1
  local headers = as(tokens[21 + (at - 1) % 100])
  headers["Idempotency-Key"] = string.format("bench-publish-%012d", at)
  return wrk.format("POST", "/v1/dubs", headers, string.format(
    '{"upload_id":"%s","quote_id":"%s","caption":"Take %d #bench","visibility":"public"}',
    uploads[at] or "none-left", quotes[1 + at % #quotes], at))
end
