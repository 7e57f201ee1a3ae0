/**
 * A Python process → the engine: functions that native code calls by address.
 *
 * <p>Python loads the JVM into its process, asks {@link dev.rawline.python.EntryPoints} for the
 * addresses, and calls them as C functions. Arrays stay in Python's memory.
 */
package dev.rawline.python;
