/** Progress, tables, errors and exit codes → the terminal. */
package dev.rawline.app.terminal;
