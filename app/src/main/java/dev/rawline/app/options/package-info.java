/** Options that several families of commands share. */
package dev.rawline.app.options;
