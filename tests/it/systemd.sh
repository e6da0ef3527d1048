#!/bin/sh
# Runs a program as a service of a real systemd, with credentials: a user instance in namespaces of
# its own, of which nothing is left when this ends.
#
#   systemd.sh FOLDER PROGRAM ARGUMENT...
#
# Each file in FOLDER is a credential of its name. Of the environment the service sees what begins
# with KEYLEASH_TEST_. Needs root, since it mounts; what it mounts, nobody else sees.
set -eu

if [ "${1-}" != --inside ]; then
    # A process namespace of its own: when its first process ends, so does every other one in it.
    exec timeout --kill-after=5 "${SYSTEMD_SECONDS:-60}" \
        unshare --mount --pid --fork --kill-child --mount-proc --ipc --uts --cgroup \
        --propagation private sh "$0" --inside "$@"
fi
shift
folder=$1
shift

# Credentials are mounted from a namespace of the service's own: without sharing they do not arrive.
mount --make-rshared /
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/user/0
chmod 700 /run/user/0
mount -t tmpfs tmpfs /sys/fs/cgroup
mkdir /sys/fs/cgroup/tree
mount -t cgroup2 cgroup2 /sys/fs/cgroup/tree
