/**
 * Backup and defragmentation of etcd on a control-plane node, for systemd. The tools are in etcd's own image, which has no shell, so
 * each call goes into the container; the folder of the data is what container and node have in common.
 */
export const ETCD_MAINTENANCE = `#!/bin/bash
set -euo pipefail

MANIFEST=/etc/kubernetes/manifests/etcd.yaml
PKI=/etc/kubernetes/pki/etcd
BACKUPS=/var/backups/etcd
UPLOAD=/opt/scs/etcd-upload
LOCAL=https://127.0.0.1:2379

fail() {
  echo "$*" >&2
  exit 1
}

cri() {
  crictl --runtime-endpoint unix:///run/containerd/containerd.sock "$@"
}

tool() {
  cri exec "$CONTAINER" "$@"
}

ctl() {
  local endpoint=$1
  shift
  tool etcdctl "--endpoints=$endpoint" --command-timeout=10m \\
    "--cacert=$PKI/ca.crt" "--cert=$PKI/healthcheck-client.crt" "--key=$PKI/healthcheck-client.key" "$@"
}

# A number of this member's status.
own() {
  ctl "$LOCAL" endpoint status --write-out=fields | sed -n "s/^\\"$1\\" : \\([0-9]*\\)\\$/\\1/p" | head -n 1
}

is_leader() {
  local member leader
  member=$(own MemberID)
  leader=$(own Leader)
  [[ -n $member && $member == "$leader" ]]
}

# Every member answers.
all_answer() {
  ctl "$LOCAL" endpoint status --cluster >/dev/null
}

backup() {
  local minutes=$1 data file
  data=$(sed -n 's/^ *- --data-dir=//p' "$MANIFEST")
  part=$data/scs-backup.db
  rm -f "$part" "$part.part"
  trap 'rm -f "$part" "$part.part"' EXIT
  ctl "$LOCAL" snapshot save "$part"
  tool etcdutl snapshot status "$part"
  umask 077
  mkdir -p "$BACKUPS"
  file=$BACKUPS/$(date -u +%Y%m%dT%H%M%SZ).db.gz
  gzip <"$part" >"$file.part"
  gzip --test <"$file.part"
  mv "$file.part" "$file"
  find "$BACKUPS" -type f -name '*.db.gz*' -mmin "+$minutes" -delete
  if [[ -x $UPLOAD ]] && is_leader; then
    "$UPLOAD" "$file"
  fi
  echo "wrote $file"
}

# The leader last, and nothing as long as a member is missing.
defragment() {
  local alarms members follower endpoint next=
  is_leader || { echo "another member is the leader, and does it"; return; }
  alarms=$(ctl "$LOCAL" alarm list)
  [[ $alarms != *CORRUPT* ]] || fail "a member is corrupt: $alarms"
  all_answer || fail "not every member answers"
  members=$(ctl "$LOCAL" member list)
  ! grep -qvE '^[0-9a-f]+, started, .*, false$' <<<"$members" || fail "members come or go: $members"
  while IFS=' ' read -r follower endpoint; do
    [[ $follower != "$(printf %x "$(own MemberID)")" ]] || continue
    is_leader || fail "the leader has changed"
    ctl "$endpoint" defrag </dev/null
    all_answer </dev/null || fail "a member does not answer after $endpoint"
    next=$follower
  done < <(awk -F', ' '{ print $1, $5 }' <<<"$members")
  [[ -z $next ]] || ctl "$LOCAL" move-leader "$next"
  ctl "$LOCAL" defrag
  all_answer || fail "a member does not answer any more"
  # Space is free again; where it is not enough, etcd raises the alarm anew.
  [[ $alarms != *NOSPACE* ]] || ctl "$LOCAL" alarm disarm
}

CONTAINER=$(cri ps --name '^etcd$' --state Running --quiet | head -n 1)
[[ -n $CONTAINER ]] || fail "etcd does not run on this node"
case \${1:-} in
  backup) backup "$2" ;;
  defragment) defragment ;;
  *) fail "usage: $0 backup MINUTES | defragment" ;;
esac
`;

/**
 * Writes a file to an object store that speaks S3 (Signature Version 4). In Python, as curl before 7.87 does not sign what S3 asks
 * for, and a shell would have to show the key to other processes; cloud-init needs Python, so every node has it.
 */
export const ETCD_UPLOAD = `#!/usr/bin/python3
import datetime, hashlib, hmac, json, os, sys, urllib.error, urllib.parse, urllib.request

FOLDER = "/etc/scs/etcd-backup"


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read().strip()


def sign(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def upload(path):
    store = json.loads(read("s3.json"))
    url = urllib.parse.urlsplit(store["endpoint"])
    key = "/".join([url.path.rstrip("/"), store["bucket"], store["folder"], os.path.basename(path)])
    target = urllib.parse.quote(key)
    with open(path, "rb") as file:
        digest = hashlib.sha256()
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
        content = digest.hexdigest()
        file.seek(0)
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        headers = {"host": url.netloc, "x-amz-content-sha256": content, "x-amz-date": now}
        names = ";".join(headers)
        lines = "".join(f"{name}:{value}\\n" for name, value in headers.items())
        request = "\\n".join(["PUT", target, "", lines, names, content])
        scope = f"{now[:8]}/{store['region']}/s3/aws4_request"
        signed = "\\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(request.encode()).hexdigest()])
        secret = ("AWS4" + read("secretKey")).encode()
        for part in scope.split("/"):
            secret = sign(secret, part)
        signature = hmac.new(secret, signed.encode(), hashlib.sha256).hexdigest()
        headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={read('accessKey')}/{scope}, SignedHeaders={names}, Signature={signature}"
        headers["content-length"] = str(os.path.getsize(path))
        put = urllib.request.Request(f"{url.scheme}://{url.netloc}{target}", data=file, headers=headers, method="PUT")
        with urllib.request.urlopen(put, timeout=600) as answer:
            print(f"uploaded {key}: {answer.status}")


try:
    upload(sys.argv[1])
except urllib.error.HTTPError as error:
    sys.exit(f"{error}: {error.read(1000).decode(errors='replace')}")
except OSError as error:
    sys.exit(str(error))
`;

/** The same for systems without Python, as Flatcar is; its curl signs as S3 asks for. The keys reach curl by its standard input. */
export const ETCD_UPLOAD_BY_CURL = String.raw`#!/bin/bash
set -euo pipefail

FOLDER=/etc/scs/etcd-backup

key() {
  tr -d '\r\n' <"$FOLDER/$1" | sed 's/["\\]/\\&/g'
}

read -r target region <"$FOLDER/s3.conf"
digest=$(sha256sum "$1" | cut -d ' ' -f 1)
name=$(basename "$1")
printf 'user = "%s:%s"\n' "$(key accessKey)" "$(key secretKey)" | curl --config - --silent --show-error --fail-with-body --max-time 600 \
  --aws-sigv4 "aws:amz:$region:s3" --header "x-amz-content-sha256: $digest" --upload-file "$1" "$target/$name"
echo "uploaded $target/$name"
`;
