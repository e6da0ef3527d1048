-- KEYS: the counts. ARGV: name, what, the day, how much. Done once, and not again where it fails.
local place = ARGV[3] .. ' ' .. ARGV[1] .. ' ' .. ARGV[2]
local sum = tonumber(redis.call('HGET', KEYS[1], place) or '0') or 0
if sum > 0 then
    redis.call('HSET', KEYS[1], place, string.format('%.0f', math.max(sum - tonumber(ARGV[4]), 0)))
end
return {}
