-- ARGV: member, the generation it acts by, how long its lease is in milliseconds
-- The write is meant: a replica, or a primary cut off from its replicas, refuses it.
redis.call('HSET', members, ARGV[1], ARGV[2] .. ' ' .. digits(now) .. ' ' .. ARGV[3])
redis.call('PEXPIRE', members, 86400000)
return answer()
