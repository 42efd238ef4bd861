# shellcheck shell=bash disable=SC2034
# Sourced: where things lie. Nothing is kept in the repository.
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
cache=${PARALLELJOBS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/paralleljobs}

# What a file's contents call for is kept under a name that changes with them.
fingerprint() {
    cat "$@" | sha256sum | cut -c1-8
}

binaries=$cache/kubernetes-1.20.2-$(fingerprint "$here/compile" "$here/fetch-kubectl")/bin
