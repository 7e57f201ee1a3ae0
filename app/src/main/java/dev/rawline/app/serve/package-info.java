/** The command that serves the web page of the studio. */
package dev.rawline.app.serve;
