/** Words of the command line → values: options that several families of commands share. */
package dev.rawline.app.options;
