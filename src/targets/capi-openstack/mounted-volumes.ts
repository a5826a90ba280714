import { ProfileBlockDevices } from '../../profile';
import type { ResolvedVolume } from '../../resolve/resolved-cluster';
import { script, type NodeSystem } from '../capi/node-file';

const PATH = '/etc/scs/mount-volume';
const CONTAINERD_FOLDER = '/var/lib/containerd';
const ETCD_FOLDER = '/var/lib/etcd';

/** First letters of the names of disks. */
const BUS_PREFIX = { Virtio: '/dev/vd', Scsi: '/dev/sd' } as const;

/** The script that finds and mounts disks, and how it is called for each that shall be mounted; nothing where there is none. */
export function mountedVolumes(volumes: readonly ResolvedVolume[], devices: ProfileBlockDevices = ProfileBlockDevices.BY_TAG): Pick<NodeSystem, 'files' | 'preKubeadmCommands'> {
  const commands = volumes
    .map(({ name, mount }, index) => ({ mount, disk: devices === ProfileBlockDevices.BY_TAG ? name : `${BUS_PREFIX[devices]}${letterOf(index + 1)}` }))
    .flatMap(({ mount, disk }) => (mount === undefined ? [] : { path: mount.path, command: `${PATH} ${disk} ${mount.path} ${mount.filesystem}` }))
    // A folder before those in it.
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, command }) => inItsPlace(path, orNoNode(command)));
  return { files: commands.length > 0 ? [script(PATH, MOUNT_VOLUME)] : [], preKubeadmCommands: commands };
}

/** cloud-init goes on after a command that failed, and the node would write to its root disk. A machine that does not join is replaced. */
function orNoNode(command: string): string {
  return `${command} || exit 1`;
}

/** containerd must not use its folder meanwhile. A disk takes the permissions of its folder; etcd's are as kubeadm would set them. */
function inItsPlace(path: string, command: string): string[] {
  switch (path) {
    case CONTAINERD_FOLDER: return ['systemctl stop containerd', command, 'systemctl start containerd'];
    case ETCD_FOLDER: return [`install -d -m 0700 ${ETCD_FOLDER}`, command];
    default: return [command];
  }
}

/** The root disk is the first, `a`. */
function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

/**
 * Nova tells machines the tags of their disks beside their serial numbers (nova, user/metadata), and udev names disks by these.
 * cloud-init reads all files as Jinja templates, so a brace is never followed by a brace, "%" or "#" here.
 */
const MOUNT_VOLUME = String.raw`#!/bin/bash
# Makes a file system on a further disk of this machine, unless it has one, and mounts it: now and at every boot.
# Usage: mount-volume DISK FOLDER FILESYSTEM, where DISK is the tag of a disk in OpenStack, or a path such as /dev/vdb.
set -euo pipefail
disk=$1 folder=$2 filesystem=$3

fail() {
  echo "mount-volume: $folder: $*" >&2
  exit 1
}

# From the configuration drive where there is one, otherwise over the network.
read_metadata() {
  local drive mounted
  drive=$(blkid -o device -t LABEL=config-2 || blkid -o device -t LABEL=CONFIG-2 || true)
  if [ -z "$drive" ]; then
    curl --silent --show-error --fail --retry 20 --retry-connrefused --connect-timeout 10 http://169.254.169.254/openstack/latest/meta_data.json
    return
  fi
  mounted=$(mktemp -d)
  mount -o ro "$drive" "$mounted" && cat "$mounted/openstack/latest/meta_data.json" && umount "$mounted" && rmdir "$mounted"
}

# The description of a disk has no braces inside of it.
serial_of_tag() {
  tr -d '\n' | grep -o '{[^{}]*}' | grep "\"tags\": *\[[^]]*\"$1\"" | sed -n 's/.*"serial": *"\([^"]*\)".*/\1/p' | grep .
}

# Names of udev have the serial number in them; of a virtio disk it is the first 20 characters.
disk_of_serial() {
  local link attempt
  for attempt in $(seq 60); do
    for link in /dev/disk/by-id/*"$1"*; do
      if [ -b "$link" ] && [[ $link != *-part[0-9]* ]]; then
        readlink -f "$link"
        return
      fi
    done
    [ "$attempt" = 60 ] || sleep 1
  done
  return 1
}

if findmnt --mountpoint "$folder" > /dev/null; then
  exit 0
fi

if [[ $disk == /* ]]; then
  device=$disk
else
  metadata=$(read_metadata) || fail "the metadata of the machine cannot be read"
  serial=$(serial_of_tag "$disk" <<< "$metadata") || fail "the metadata of the machine has no disk with the tag $disk"
  device=$(disk_of_serial "$(cut -c 1-20 <<< "$serial")") || fail "no disk has the serial number $serial, which belongs to the tag $disk"
fi

signatures=$(wipefs --noheadings --output TYPE "$device" | sort -u | xargs) || fail "$device cannot be read"
if [ -z "$signatures" ]; then
  "mkfs.$filesystem" -q "$device"
elif [ "$signatures" != "$filesystem" ]; then
  fail "$device is not empty, it has: $signatures"
fi

# The folder looks as before. Without lost+found, as kubeadm and databases want an empty folder; fsck makes it again when it needs it.
mkdir -p "$folder"
fresh=$(mktemp -d)
mount "$device" "$fresh"
rmdir "$fresh/lost+found" 2> /dev/null || true
cp -a "$folder/." "$fresh/"
umount "$fresh"
rmdir "$fresh"

uuid=$(blkid -p -o value -s UUID "$device")
grep -qs "^UUID=$uuid " /etc/fstab || echo "UUID=$uuid $folder $filesystem defaults 0 2" >> /etc/fstab
systemctl daemon-reload
mount "$folder"
`;
