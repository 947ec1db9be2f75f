#!/bin/sh
# Stands in for ssh: a host is a network namespace of this machine, named by its address.
host=$1
shift
exec ip netns exec "host-$host" sh -c "$*"
