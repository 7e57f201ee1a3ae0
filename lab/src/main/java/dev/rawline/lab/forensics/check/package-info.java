/** A camera × a tolerance specification → whether the model tolerates it. */
package dev.rawline.lab.forensics.check;
