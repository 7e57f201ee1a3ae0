/** What a laboratory states on a certificate, and how the certificate's file is checked. */
package dev.rawline.lab.certificate;
