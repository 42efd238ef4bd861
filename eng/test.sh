#!/usr/bin/env bash
# Runs every test and ends with one line: "N passed, N failed". Exits non-zero when a test failed, none ran, or the build broke.
set -uo pipefail
cd "$(dirname "$0")/.."

if ! command -v dotnet > /dev/null; then
    echo "make test: the .NET 10 SDK is missing; install it from your distribution or from https://dot.net and try again" >&2
    exit 1
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
eng/install-servers.sh || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet build Operator.sln -c Release --nologo -v quiet || { echo "0 passed, 1 failed"; exit 1; }
# Whoever runs this in the background, or under nohup, lets it ignore signals that tests send to programs, which would ignore them too.
heeding=()
if env --default-signal=HUP true 2> /dev/null; then
    heeding=(env --default-signal=HUP,INT,QUIT)
fi
"${heeding[@]}" dotnet test Operator.sln -c Release --no-build --nologo 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# One line a project: "Passed!  - Failed:     0, Passed:    64, Skipped:     0, Total:    64, ..."
read -r passed failed < <(sed -n 's/.*- Failed: *\([0-9]*\), Passed: *\([0-9]*\),.*/\1 \2/p' "$log" |
    awk '{ failed += $1; passed += $2 } END { print passed + 0, failed + 0 }')
if [ "$passed" -eq 0 ] || { [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; }; then
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
