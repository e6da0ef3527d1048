-- ARGV: member. It has stopped signing.
redis.call('HDEL', members, ARGV[1])
return {}
