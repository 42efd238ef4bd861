# shellcheck shell=bash disable=SC2034
# Sourced: where things lie. Nothing is kept in the repository.
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
cache=${PARALLELJOBS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/paralleljobs}

# What a file's contents call for is kept under a name that changes with them.
fingerprint() {
    cat "$@" | sha256sum | cut -c1-8
}

binaries=$cache/kubernetes-1.20.2-$(fingerprint "$here/compile" "$here/fetch-kubectl")/bin
images=$cache/images-$(fingerprint "$here/make-images" "$here/archive" "$here/pause.go")

# Everything of one running cluster, its images and its pods' files too. On disk: /run may be small, and forbid to execute.
run_of() {
    [[ $1 =~ ^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$ ]] || { echo "$1 is no name for a cluster: small letters, digits and -, at most 40" >&2; return 1; }
    echo "/var/lib/paralleljobs/$1"
}
