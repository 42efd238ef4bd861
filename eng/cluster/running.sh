# shellcheck shell=bash
# Sourced: the namespaces of a running cluster, by what `up` keeps in its run folder, and who may change it.

# holder RUN: the process outside whose only child is the first one of the cluster's process namespace; the end of either ends them all.
holder() {
    local pid
    pid=$(cat "$1/holder" 2> /dev/null) || return
    # The id may have gone to another process since.
    [[ "$(tr '\0' ' ' 2> /dev/null < "/proc/$pid/cmdline")" == *unshare*"/node $1 "* ]] && echo "$pid"
}

# enter RUN COMMAND...: runs a command in the cluster's processes and mounts, with the machine's network.
enter() {
    local run=$1 pid first=
    if pid=$(holder "$run"); then
        first=$(cat "/proc/$pid/task/$pid/children")
    fi
    [ -n "$first" ] || { echo "no cluster runs in $run" >&2; return 1; }
    shift
    nsenter --target "${first% }" --mount --pid "$@"
}

# cgroups CGROUP: its folder in each hierarchy, where it is.
cgroups() {
    local folder
    for folder in "/sys/fs/cgroup$1" /sys/fs/cgroup/*"$1"; do
        [ ! -d "$folder" ] || echo "$folder"
    done
}

# lock NAME: waits until nobody else takes NAME's cluster up or down; until this process ends, by descriptor 9.
lock() {
    local file=/run/lock/paralleljobs-$1
    until [ "$file" -ef /dev/fd/9 ]; do
        # Who takes a cluster down removes the file, and then a lock on it is none.
        exec 9> "$file"
        flock 9
    done
}

# unlock NAME: once nothing is left of it.
unlock() {
    rmdir /var/lib/paralleljobs 2> /dev/null || true
    rm "/run/lock/paralleljobs-$1"
}
