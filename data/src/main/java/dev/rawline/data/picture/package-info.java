/** View → file: pictures, written band by band to a temporary name and moved into place. */
package dev.rawline.data.picture;
