#!/usr/bin/env bash
# test.sh [--unit | --faults]: runs every test but those of faults, or every one that needs no Kubernetes, or those of faults alone, which kill what others
# would need. Ends with one line: "N passed, N failed". Exits non-zero when a test failed, none ran, or the build broke.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

fail() {
    [ "$#" -eq 0 ] || echo "make test: $1" >&2
    echo "0 passed, 1 failed"
    exit 1
}
phase() {
    echo "make test: $1 after $SECONDS s" >&2
}

command -v dotnet > /dev/null || fail "the .NET 10 SDK is missing; install it from your distribution or from https://dot.net and try again"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# shellcheck source=eng/cluster/session.sh
. eng/cluster/session.sh

tests=Operator.sln
filter='Requires!=Faults'
case ${1:-} in
    --unit) filter='Requires!=Faults&Requires!=ApiServer&Requires!=Cluster' ;;
    --faults) tests=tests/Faults.Tests filter='Requires=Faults' ;;
esac
[ "${1:-}" = --unit ] || begin_kubernetes || fail
eng/install-servers.sh || fail
in_group dotnet build "$tests" -c Release --nologo -v quiet || fail
phase "everything was built"
await_kubernetes || fail "its Kubernetes did not start"
if [ -n "$cluster" ]; then
    in_group env "BASE=$("$clusters/make-images")/base.tar" eng/images worker operator > /dev/null || fail "the images were not built"
    for kind in worker operator; do
        "$clusters/load-image" "$PARALLELJOBS_CLUSTER" "artifacts/images/$kind.tar" || fail
    done
    "$clusters/load-image" "$PARALLELJOBS_CLUSTER" "$("$clusters/make-postgres-image")" || fail
    # The worker's as somebody might build it: with root as its user, or one by name.
    for user in 0 nobody; do
        "$clusters/with-user" artifacts/images/worker.tar "$user" "localhost/parallel-job-worker-of-$user:0.1.0" "$work/worker.tar" &&
            "$clusters/load-image" "$PARALLELJOBS_CLUSTER" "$work/worker.tar" || fail
    done
    rm -f "$work/worker.tar"
    if [ "${1:-}" = --faults ]; then
        in_group "$clusters/fragile-image" artifacts/images/fragile.tar || fail "the image of workers that misbehave was not built"
        "$clusters/load-image" "$PARALLELJOBS_CLUSTER" artifacts/images/fragile.tar || fail
    fi
    phase "the images were loaded"
fi
phase "the tests began"

log=$work/log
# shellcheck disable=SC2016
in_group bash -o pipefail -c 'log=$1; shift; "$@" 2>&1 | tee "$log"' - "$log" \
    dotnet test "$tests" -c Release --no-build --nologo --filter "$filter"
status=$?
phase "the tests ended"

# One line a project: "Passed!  - Failed:     0, Passed:    64, Skipped:     0, Total:    64, ..."
read -r passed failed < <(sed -n 's/.*- Failed: *\([0-9]*\), Passed: *\([0-9]*\),.*/\1 \2/p' "$log" |
    awk '{ failed += $1; passed += $2 } END { print passed + 0, failed + 0 }')
if [ "$passed" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; }; then
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
