#!/bin/sh
# Runs a program as a service of a real systemd, with credentials: a user instance in namespaces of
# its own, of which nothing is left when this ends.
#
#   systemd.sh FOLDER PROGRAM ARGUMENT...
#
# Each file in FOLDER is a credential of its name; one that ends with `.sealed` is encrypted by
# `systemd-creds`, with the host's secret in $SYSTEMD_CREDENTIAL_SECRET. The service sees
# KEYLEASH_TEST_CHILD of the environment. It exits as the service does. Needs root, since it mounts;
# what it mounts, nobody else sees.
set -eu

cgroups=/sys/fs/cgroup

# The group goes when the last process of it is gone.
cleaned() {
    status=$?
    tries=0
    while ! find "$group" -depth -type d -exec rmdir {} + 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 50 ] || { echo "a control group is left: $group" >&2; exit 70; }
        sleep 0.1
    done
    exit "$status"
}

case ${1-} in
--inside)
    shift
    folder=$1
    shift
    # Credentials are mounted from a namespace of the service's own: without this they stay there.
    mount --make-rshared /
    export XDG_RUNTIME_DIR=/run/user/0
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus
    dbus-daemon --session --address="$DBUS_SESSION_BUS_ADDRESS" --nofork --nopidfile >/dev/null 2>&1 &
    systemd=/usr/lib/systemd/systemd
    [ -x "$systemd" ] || systemd=/lib/systemd/systemd
    "$systemd" --user >/dev/null 2>&1 &
    tries=0
    until systemctl --user show-environment >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 200 ] || { echo "the user instance of systemd did not start" >&2; exit 70; }
        sleep 0.1
    done
    for file in "$folder"/*; do
        [ -e "$file" ] || continue
        name=${file##*/}
        case $name in
        *.sealed) set -- "--property=LoadCredentialEncrypted=${name%.sealed}:$file" "$@" ;;
        *) set -- "--property=LoadCredential=$name:$file" "$@" ;;
        esac
    done
    # Not by exec: with this shell, the first process of its namespace, every other one ends.
    systemd-run --user --quiet --wait --pipe --collect --setenv=KEYLEASH_TEST_CHILD "$@"
    exit
    ;;
--mounted)
    shift
    mount -t tmpfs tmpfs /run
    mkdir -p /run/systemd/system /run/user/0
    chmod 700 /run/user/0
    mount -t cgroup2 cgroup2 "$cgroups"
    # Groups are seen by the whole machine, whatever the namespace: this one is taken away again.
    group=$cgroups/keyleash-test-$$
    trap cleaned EXIT
    mkdir "$group"
    status=0
    # A namespace of processes: none outlives the first one of it.
    timeout --kill-after=2 60 sh -c 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"' sh "$group" \
        unshare --pid --fork --kill-child --mount-proc sh "$0" --inside "$@" || status=$?
    exit "$status"
    ;;
esac

exec unshare --mount --propagation private sh "$0" --mounted "$@"
