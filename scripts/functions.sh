# What all scripts share: where the project is, its build, and what is said. It is sourced.
# Who sources it has set script: its own path, absolute and without links, as readlink -f gives it.
# shellcheck shell=bash disable=SC2034,SC2154 # The scripts use these names, and set script.

program=${script##*/}
home=${script%/*/*}
runtime=$home/target/runtime
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
main_class=io.trailhouse.cli.Trailhouse
job=''

# fail MESSAGE [EXIT CODE]
fail() {
  echo "$program: $1" >&2
  exit "${2:-3}"
}

# The comment at the start of a script is its help.
help() {
  sed -n '2,/^[^#]/ { s/^# \{0,1\}//p; }' "$script"
}

# Makes job the newest job jar of the build, if there is one.
find_job() {
  local jar
  for jar in "$home"/target/trailhouse-*.jar; do
    if [[ -f $jar && (-z $job || $jar -nt $job) ]]; then
      job=$jar
    fi
  done
}

not_built() {
  fail "it is not built yet; run mvn -DskipTests package in $home first."
}

# A text as JSON; of control characters it may have those that end lines, and tabs.
json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  printf '"%s"' "$text"
}

# A word for the shell.
word() {
  if [[ $1 =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]]; then
    printf '%s' "$1"
  else
    printf "'%s'" "${1//\'/\'\\\'\'}"
  fi
}
