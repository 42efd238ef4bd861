#!/usr/bin/env bash
# soak.sh [ARGUMENT...]: runs the soak (tests/Soak) against a Kubernetes of its own, or the one that the tests' variables name.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

# shellcheck source=eng/cluster/session.sh
. eng/cluster/session.sh

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
begin_kubernetes || exit
eng/install-servers.sh || exit
in_group dotnet build tests/Soak -c Release --nologo -v quiet || exit
await_kubernetes || exit
in_group dotnet run --project tests/Soak -c Release --no-build -- "$@"
