#!/usr/bin/env bash
# Makes the certificates of the https server in tests/update: an authority that nobody trusts and a
# server on this machine. The authority's key is thrown away. Usage: ./generate.sh, in this folder.
set -euo pipefail
key=$(mktemp)
trap 'rm -f "$key" request.csr authority.srl' EXIT
ec=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
openssl req -x509 "${ec[@]}" -keyout "$key" -out authority.pem -days 36500 \
    -subj "/CN=tamis tests, trusted by nobody" -addext "basicConstraints=critical,CA:TRUE"
openssl req "${ec[@]}" -keyout server.key -out request.csr -subj "/CN=localhost"
openssl x509 -req -in request.csr -CA authority.pem -CAkey "$key" -CAcreateserial -days 36500 \
    -out server.pem -extfile <(echo "subjectAltName=DNS:localhost,IP:127.0.0.1")
