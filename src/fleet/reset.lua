-- ARGV: the greatest generation that the member has seen, whether it saw the state as missing,
-- the record, and the ids of the trips that it saw. A trip that came meanwhile stays. No answer
-- means that the member saw another state than this.
local missing = generation == 0
if missing ~= (ARGV[2] == '1') then
    return {}
end
for at = 4, #ARGV do
    if redis.call('HDEL', state, 'trip ' .. ARGV[at]) == 1 then
        redis.call('HSET', past, ARGV[at], digits(now))
    end
end
local left = 0
for _, field in ipairs(redis.call('HKEYS', state)) do
    if is_trip(field) then
        left = left + 1
    end
end
advance(tonumber(ARGV[1]), 'reset', ARGV[3])
if left == 0 then
    redis.call('HSET', state, 'armed', '1', 'arming', digits(now) .. ' ' .. ARGV[3])
end
return answer()
