import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.file.Path;

/** Renders a raw file: {@code java -cp 'target/classes:target/lib/*' Render IN OUT.png}. */
class Render {
  static void main(String[] files) throws IOException {
    RawImage raw = RawFiles.read(Path.of(files[0]));
    Camera camera = Camera.of(raw);
    Isp isp = Isp.of(camera, ViewName.parse("menon-unsharp-median"));
    PngFile.write(isp.apply(camera.normalise(raw)), Path.of(files[1]));
  }
}
