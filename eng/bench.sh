#!/bin/sh
# Measures the product beside its peers on this machine and prints the table.
#   eng/bench.sh [--only pi,cos] [--pairs N] [--quick] [--write docs/performance.md]
# As root it installs the peers that are missing, and PostgreSQL (Debian), and builds the programs of a Kubernetes; otherwise their rows say that they were not measured. Servers that are
# measured are the program's own, on free ports and in temporary folders; those that Debian may start with its packages are left alone.
set -eu
cd "$(dirname "$0")/.."

missing=
for package in g++ primesieve python3 python3-numba postgresql redis-server python3-celery python3-redis python3-distributed python3-kubernetes; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
    { apt-get -qq update && apt-get -qq install --yes --no-install-recommends $missing; } >/dev/null || true
elif [ -n "$missing" ]; then
    echo "without these, rows are left out: sudo apt-get install$missing" >&2
fi

# The API server and kubectl are compiled once, in about five minutes, and kept; where they are not to be had, their rows say so.
case "$*" in
    *--only*) case "$*" in *kubernetes*) needs_kubernetes=1 ;; *) needs_kubernetes= ;; esac ;;
    *) needs_kubernetes=1 ;;
esac
if [ -n "$needs_kubernetes" ] && [ -z "${KUBEBUILDER_ASSETS:-}" ] && [ "$(id -u)" = 0 ]; then
    if KUBEBUILDER_ASSETS=$(eng/cluster/build); then export KUBEBUILDER_ASSETS; else unset KUBEBUILDER_ASSETS; fi
fi

# Real pods need a node; where none can be made, their rows say so.
case "$*" in
    *--only*) case "$*" in *operator*) needs_node=1 ;; *) needs_node= ;; esac ;;
    *) needs_node=1 ;;
esac
if [ -n "$needs_node" ] && [ -z "${PARALLELJOBS_KUBECONFIG:-}" ] && [ "$(id -u)" = 0 ]; then
    cluster=bench-$$
    trap 'eng/cluster/down "$cluster" >&2' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if eng/cluster/up "$cluster" > /dev/null && BASE=$(eng/cluster/make-images)/base.tar eng/images worker > /dev/null; then
        eval "$(eng/cluster/env "$cluster")"
        eng/cluster/load-image "$cluster" artifacts/images/worker.tar
    fi
fi

dotnet run --project tests/Benchmarks --configuration Release -- "$@"
