#!/bin/sh
# Makes a certificate authority of your own and a certificate for one name or address:
#   sh nginx/certificate.sh coffee.local /etc/brewline/tls
# Tablets trust authority.crt once; server.crt and server.key are nginx's. A second run keeps the
# authority, so that tablets need not be touched again.
set -eu
name=${1:?"usage: certificate.sh NAME-OR-ADDRESS [FOLDER]"}
folder=${2:-tls}
umask 077
mkdir -p "$folder"
cd "$folder"

case $name in
    *[!0-9.]*) kind=DNS ;;
    *) kind=IP ;;
esac

if [ ! -f authority.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1825 \
        -subj "/CN=Brewline at $name" -keyout authority.key -out authority.crt \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" 2>/dev/null
fi
extensions=$(mktemp)
trap 'rm -f "$extensions"' EXIT
printf 'subjectAltName=%s:%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' \
    "$kind" "$name" >"$extensions"
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$name" \
    -keyout server.key -out server.csr 2>/dev/null
# Apple's tablets take no certificate that is good for longer than 825 days.
openssl x509 -req -in server.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 800 \
    -extfile "$extensions" -out server.crt 2>/dev/null
rm -f server.csr
chmod 644 authority.crt server.crt
echo "$folder: authority.crt for the tablets, server.crt and server.key for nginx ($kind $name)"
