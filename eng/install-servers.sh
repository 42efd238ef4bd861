#!/usr/bin/env bash
# Installs what the tests start as servers of their own, where it is missing (Debian, as root or with sudo -n). No service of the packages is
# started, now or at the next boot, and no cluster is made: the tests make theirs in temporary folders.
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

if ! command -v apt-get > /dev/null || { [ "$(id -u)" -ne 0 ] && ! sudo -n true 2> /dev/null; }; then
    echo "make test: install ${packages[*]} (names of Debian's packages) and try again; this needs apt-get, and root or sudo without a password" >&2
    exit 1
fi
[ "$(id -u)" -eq 0 ] || exec sudo -n "$(realpath "$0")"

saved=$(mktemp -d)
# What is changed for the time of installing: whether packages may start their services, and whether a cluster is made.
policy=/usr/sbin/policy-rc.d
clusters=/etc/postgresql-common/createcluster.conf
restore() {
    rm -f "$policy"
    [ ! -e "$saved/policy" ] || mv "$saved/policy" "$policy"
    [ ! -e "$saved/clusters" ] || mv "$saved/clusters" "$clusters"
    rm -rf "$saved"
}
trap restore EXIT
[ ! -e "$policy" ] || cp -p "$policy" "$saved/policy"
printf '#!/bin/sh\nexit 101\n' > "$policy"
chmod 755 "$policy"

install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install --no-install-recommends -y "$@" > "$saved/log" 2>&1 ||
        { cat "$saved/log" >&2; echo "make test: apt-get could not install $*" >&2; exit 1; }
}

echo "make test: installing ${packages[*]}" >&2
# An old list of packages may do; if it does not, installing says so.
apt-get -qq -o DPkg::Lock::Timeout=300 update > /dev/null 2>&1 || true
install postgresql-common
cp -p "$clusters" "$saved/clusters"
pg_conftool "$clusters" set create_main_cluster false
install "${packages[@]}"
if [ -d /run/systemd/system ] && [[ " ${packages[*]} " == *" pgbouncer "* ]]; then
    systemctl --quiet disable pgbouncer
fi
