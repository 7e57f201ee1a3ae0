/** Images of a sound camera → the file that incoming images are held against. */
package dev.rawline.lab.quality.reference;
