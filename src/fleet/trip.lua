-- ARGV: id of the trip, its record, the greatest generation that the member has seen
-- May come twice, and late: what was recorded once is not recorded again, nor after its reset.
if redis.call('HEXISTS', past, ARGV[1]) == 0
    and redis.call('HEXISTS', state, 'trip ' .. ARGV[1]) == 0 then
    redis.call('HSET', state, 'armed', '0', 'trip ' .. ARGV[1], digits(now) .. ' ' .. ARGV[2])
    advance(tonumber(ARGV[3]), 'trip', ARGV[2])
end
return answer()
