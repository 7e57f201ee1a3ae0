/** A model and drawn cameras → the region of cameras in which the vote over them stays. */
package dev.rawline.lab.forensics.certify;
