# shellcheck shell=bash
# Sourced by programs that need a Kubernetes while they run, and a folder $work: begin_kubernetes, then in_group for what can be done meanwhile, await_kubernetes, which sets
# what `env` prints, and in_group again. However the program ends, what was begun is ended with it.
clusters=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
session=session-$$
kubernetes='' cluster='' group=''
work=$(mktemp -d)

end_session() {
    trap '' HUP INT TERM
    if [ -n "$group" ]; then
        kill -TERM -- "-$group" 2> /dev/null
        for ((tries = 0; tries < 100; tries++)); do
            kill -0 -- "-$group" 2> /dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$group" 2> /dev/null
    fi
    if [ -n "$kubernetes" ]; then
        # Under way, it takes down what it began.
        kill -TERM -- "-$kubernetes" 2> /dev/null
        wait "$kubernetes"
    fi
    rm -rf "$work"
    # Not where the last line is looked for; what is left behind is a failure.
    [ -z "$cluster" ] || "$clusters/down" "$session" >&2 || exit 1
}
trap end_session EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Whoever runs this in the background, or under nohup, lets it ignore signals that tests send to programs, which would ignore them too.
heeding=()
if env --default-signal=HUP true 2> /dev/null; then
    heeding=(env --default-signal='HUP,INT,QUIT')
fi

# in_group COMMAND...: runs it so that a signal to this program ends it at once, with everything that it started.
in_group() {
    local status
    setsid "${heeding[@]}" "$@" &
    group=$!
    wait "$group"
    status=$?
    group=
    return "$status"
}

begin_kubernetes() {
    if [ -n "${KUBEBUILDER_ASSETS:-}" ] && [ -n "${PARALLELJOBS_KUBECONFIG:-}" ]; then
        return
    fi
    if [ "$(uname -s)" != Linux ] || ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
        echo "a Kubernetes for the tests needs root on Debian 12; elsewhere set KUBEBUILDER_ASSETS (a folder with kube-apiserver and etcd) and" \
            "PARALLELJOBS_KUBECONFIG (of a cluster that tests may use), or run make test-unit" >&2
        return 1
    fi
    if [ -z "${PARALLELJOBS_KUBECONFIG:-}" ]; then
        cluster=yes
        setsid "$clusters/up" "$session" > /dev/null &
    else
        setsid "$clusters/build" > /dev/null &
    fi
    kubernetes=$!
}

await_kubernetes() {
    [ -n "$kubernetes" ] || return 0
    wait "$kubernetes" || { kubernetes=; return 1; }
    kubernetes=
    if [ -n "$cluster" ]; then
        eval "$("$clusters/env" "$session")"
    fi
    export KUBEBUILDER_ASSETS=${KUBEBUILDER_ASSETS:-$("$clusters/build")}
}
