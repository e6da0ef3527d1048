-- KEYS: the counts. ARGV: name, what, the day, how much, and the most that the giver knows to have been
-- granted. Done once, and not again where it fails.
local counts = KEYS[1]
local place = ARGV[3] .. ' ' .. ARGV[1] .. ' ' .. ARGV[2]
local sum = tonumber(redis.call('HGET', counts, place) or '0') or 0
-- Of a day that is over, nothing is there.
if sum > 0 then
    local back = tonumber(redis.call('HGET', counts, place .. ' back') or '0') or 0
    redis.call('HSET', counts,
        place, string.format('%.0f', math.max(sum, tonumber(ARGV[5]))),
        place .. ' back', string.format('%.0f', back + tonumber(ARGV[4])))
end
return {}
