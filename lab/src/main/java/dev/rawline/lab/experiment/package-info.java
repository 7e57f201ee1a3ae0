/** What drift, forensics and optimization share: conditions, repeated splits, plans. */
package dev.rawline.lab.experiment;
