/** A model and a camera's numbers → the numbers near those under which the model does worst. */
package dev.rawline.lab.forensics.search;
