#!/usr/bin/env bash
# install-packages.sh PACKAGE...: installs those of Debian's packages that are missing, as root or with sudo -n. None of their services is started,
# now or at the next boot.
set -euo pipefail

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
}

missing=()
for package in "$@"; do
    installed "$package" || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get > /dev/null || { [ "$(id -u)" -ne 0 ] && ! sudo -n true 2> /dev/null; }; then
    echo "missing: ${missing[*]} (names of Debian's packages); installing them needs apt-get, and root or sudo without a password" >&2
    exit 1
fi
[ "$(id -u)" -eq 0 ] || exec sudo -n "$(realpath "$0")" "$@"

# One at a time, since what is changed for the time of installing has to be put back as it was.
exec 9> /run/lock/paralleljobs-install
flock 9
saved=$(mktemp -d)
policy=/usr/sbin/policy-rc.d
restore() {
    rm -f "$policy"
    [ ! -e "$saved/policy" ] || mv "$saved/policy" "$policy"
    rm -rf "$saved"
}
trap restore EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
[ ! -e "$policy" ] || cp -p "$policy" "$saved/policy"
printf '#!/bin/sh\nexit 101\n' > "$policy"
chmod 755 "$policy"

echo "installing ${missing[*]}" >&2
# An old list of packages may do; if it does not, installing says so. The lock is not for what apt may leave running.
apt-get -qq -o DPkg::Lock::Timeout=300 update > /dev/null 2>&1 9>&- || true
DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install --no-install-recommends -y "${missing[@]}" > "$saved/log" 2>&1 9>&- ||
    { cat "$saved/log" >&2; echo "apt-get could not install ${missing[*]}" >&2; exit 1; }

# Packages enable their services when they are installed, even where no systemd runs.
command -v systemctl > /dev/null || exit 0
for package in "${missing[@]}"; do
    # Not templates, and only what a boot would start by itself.
    for unit in $(dpkg-query -L "$package" | sed -n 's,^\(/usr\)\?/lib/systemd/system/\([^/@]*\.service\)$,\2,p'); do
        if systemctl --quiet is-enabled "$unit" 2> /dev/null; then
            systemctl --quiet disable "$unit" 2> /dev/null
        fi
    done
done
