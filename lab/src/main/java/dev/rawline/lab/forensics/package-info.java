/** A trained model × cameras → which of them it does not tolerate. */
package dev.rawline.lab.forensics;
