# What starts Rawline, alike from its sources and where it is installed: Java's options and the
# variables of the environment. ./rawline and packaging/rawline source it, and set
#
#   java       the program java
#   classpath  Rawline's classes
#   caches     the folder of the caches that rehearse made, if any
#   commit     what the sources are, for the provenance of results
#   program    Rawline as it was called

main=dev.rawline.app.Main
# Objects that begin on cache lines make the fast path a fifth faster (docs/results/performance.md).
options=(--enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -XX:ObjectAlignmentInBytes=64
  --sun-misc-unsafe-memory-access=allow) # JavaCPP uses it, and Java warns of it
# What computes needs the Vector API. Java then keeps neither its modules nor its lambdas in a cache,
# and starts a third slower.
vectors=--add-modules=jdk.incubator.vector

say() { printf 'rawline: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# rehearse DIR EXAMPLES: makes the caches in DIR, which teach the JVM which classes commands load and
# which of their code is hot. Without them the program only starts more slowly.
rehearse() {
  teach "$1/plain.aot" --help , info "$2/chart.png" &&
    teach "$1/vectors.aot" $vectors --help , info "$2/chart.png" \
      , views "$2/chart.png" --camera drone --out "$1/rehearsal/views" \
      , simulate aerial-street --camera drone --count 2 --out "$1/rehearsal/streets" \
      , scale-intensity "$1/rehearsal/streets" --out "$1/rehearsal/darker" \
      , calibrate "$2/flats" --out "$1/rehearsal/sensor" || { rm -rf "$1/rehearsal"; return 1; }
  rm -rf "$1/rehearsal"
}

teach() { # teach CACHE [OPTION] COMMAND … , COMMAND …
  local cache=$1 more=()
  shift
  [[ $1 != "$vectors" ]] || { more=("$1"); shift; }
  RAWLINE_LAB=${cache%/*}/rehearsal/labbook "$java" -XX:AOTCacheOutput="$cache" -XX:+UseSerialGC \
    "${options[@]}" "${more[@]}" -cp "$classpath" dev.rawline.app.Rehearsal "$@"
}

# Sets which cache a command uses, `plain` if it computes nothing and needs no vectors, and whether its
# verb is brief: one that neither trains, searches nor serves, so that an engine may run it, and a
# garbage collector with threads of its own usually costs more than it gives.
classify() {
  cache=vectors brief=
  case "${1:-} ${2:-}" in
    ' ' | --help\ * | -h\ * | help\ * | *\ --help | *\ -h | info\ * | completion\ * | \
      data\ ls | lab\ ls | lab\ show | lab\ sql | lab\ diff) cache=plain brief=1 ;;
    views\ * | process\ * | gradients\ * | corrupt\ * | simulate\ * | scale-intensity\ * | import\ * | calibrate\ *) brief=1 ;;
  esac
}

set_environment() { # and columns, the terminal's width
  columns=
  if [[ -t 2 ]]; then
    shopt -s checkwinsize
    (:) # after a subshell, bash knows how wide the terminal is
    columns=${COLUMNS:-80}
  fi
  # Java spells the names of files as the locale does, and a plain locale knows ASCII alone.
  [[ $(locale charmap 2>/dev/null) == UTF-8 ]] || export LC_ALL=C.UTF-8
  # Learning: threads that wait must not keep the cores busy, and memory that a step gave back is
  # what the next one asks for; asking the system anew costs a page fault every 4 KiB. Only the
  # allocator's first arena can keep pieces of any size.
  export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-PASSIVE}
  export MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-4294967296}
  export MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-8589934592}
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1}
}

spreads() { # over a cluster, or needs its libraries?
  local word
  [[ "${1:-} ${2:-}" != 'data parquet' ]] || return 0
  for word; do
    [[ $word != --on && $word != --on=* ]] || return 0
  done
  return 1
}

# add_cluster DIR: adds Spark, its classes before ours, and what it needs of Java. Each share of the
# work is a program of its own, whose classes are ours alone.
add_cluster() {
  local package jar jars own=
  options+=("-Drawline.classpath=$classpath" "-Drawline.cache=$caches/vectors.aot" --add-modules=jdk.incubator.vector)
  for package in java.{lang,lang.invoke,lang.reflect,io,net,nio,util,util.concurrent,util.concurrent.atomic} jdk.internal.ref sun.{nio.ch,nio.cs,util.calendar}; do
    options+=("--add-opens=java.base/$package=ALL-UNNAMED")
  done
  IFS=: read -ra jars <<<"$classpath"
  for jar in "${jars[@]}"; do
    [[ $jar == *slf4j-nop* ]] || own+=:$jar # Spark logs by itself
  done
  classpath="$1/*$own"
  brief= caches=$1
}

java_options() { # adds those that the cache and the command's length decide
  local more
  [[ $cache == plain ]] || options+=($vectors)
  # A cache of another build is left out, and Java need not say so.
  [[ ! -e $caches/$cache.aot ]] || options+=("-XX:AOTCache=$caches/$cache.aot" '-Xlog:aot*=off' '-Xlog:cds*=off')
  [[ -z $brief || "${RAWLINE_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-}" == *GC* ]] ||
    options+=(-XX:+UseSerialGC)
  read -ra more <<<"${RAWLINE_JAVA_OPTIONS:-}"
  options+=("${more[@]}" -cp "$classpath")
}

pass_stderr() { # all but the JVM's first line, which warns that the Vector API incubates
  local first
  trap '' INT TERM
  IFS= read -r first || [[ -n $first ]] || return 0
  [[ $first == 'WARNING: Using incubator modules'* ]] || printf '%s\n' "$first"
  exec cat
}

start() { # becomes the command
  java_options
  options+=("-Drawline.commit=$commit" "-Drawline.program=$program" ${columns:+"-Drawline.columns=$columns"})
  if [[ $cache == plain ]]; then exec "$java" "${options[@]}" $main "$@"; fi
  exec "$java" "${options[@]}" $main "$@" 2> >(pass_stderr >&2)
}
