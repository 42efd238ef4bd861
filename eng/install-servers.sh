#!/usr/bin/env bash
# Installs what the tests start as servers of their own, where it is missing (Debian, as root or with sudo -n). No cluster of PostgreSQL is made: the
# tests make theirs in temporary folders.
set -euo pipefail

missing() {
    compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || command -v postgres > /dev/null || echo postgresql
    command -v psql > /dev/null || echo postgresql-client
    [ -x /usr/sbin/pgbouncer ] || echo pgbouncer
    command -v faketime > /dev/null || echo faketime
    compgen -G '/usr/lib/*-linux-gnu*/faketime/libfaketimeMT.so.1' > /dev/null || echo libfaketime
}

read -r -d '' -a packages < <(missing) || true
[ "${#packages[@]}" -gt 0 ] || exit 0

here=$(dirname "$(realpath "$0")")
if [[ " ${packages[*]} " != *" postgresql "* ]]; then
    exec "$here/install-packages.sh" "${packages[@]}"
fi

# Installing the server makes a cluster, unless this file, of a package that comes first, says otherwise for the time of installing.
"$here/install-packages.sh" postgresql-common
[ "$(id -u)" -eq 0 ] || exec sudo -n "$(realpath "$0")"
clusters=/etc/postgresql-common/createcluster.conf
saved=$(mktemp)
cp -p "$clusters" "$saved"
restore() {
    cp -p "$saved" "$clusters"
    rm -f "$saved"
}
trap restore EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
pg_conftool "$clusters" set create_main_cluster false
"$here/install-packages.sh" "${packages[@]}"
