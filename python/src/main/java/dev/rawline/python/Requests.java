package dev.rawline.python;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFile;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.corruption.CorruptionConstants;
import dev.rawline.imaging.corruption.CorruptionKind;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Picture;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Inspection;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.isp.PreciseChain;
import dev.rawline.imaging.metric.MetricResult;
import dev.rawline.imaging.metric.Ssim;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.recapture.IntensityScaling;
import dev.rawline.imaging.sensor.recapture.Readout;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Python asks for besides rendering batches: one JSON object a request. */
final class Requests {
  private Requests() {}

  /** Answers a request; the keys that each one has are those that the package sends. */
  static void answer(String text, PythonArrays arrays) throws IOException {
    Map<String, Object> request = JsonFile.parse(text);
    switch ((String) request.get("request")) {
      case "read" -> read(request, arrays);
      case "camera" -> arrays.reply(values(camera(request)));
      case "normalise" -> normalise(request, arrays);
      case "chain" -> chain(request, arrays);
      case "release" -> ChainHandle.release(((Number) request.get("chain")).longValue());
      case "precise" -> precise(request, arrays);
      case "corrupt" -> corrupt(request, arrays);
      case "ssim" -> ssim(request, arrays);
      case "scale_intensity" -> scaleIntensity(request, arrays);
      case "inspect" -> inspect(request, arrays);
      default ->
          throw new IllegalArgumentException(
              "there is no request '%s': package and engine are of different versions"
                  .formatted(request.get("request")));
    }
  }

  private static void read(Map<String, Object> request, PythonArrays arrays) throws IOException {
    RawFile file = RawFiles.open(Path.of((String) request.get("path")), RawDescription.NONE);
    RawImage raw = file.image();
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("format", file.format());
    reply.put("cfa", raw.cfa().toString());
    reply.put("bits", raw.calibration().containerBits());
    reply.put("description", SidecarFiles.FILE.values(RawDescription.of(raw)));
    arrays.give("mosaic", raw.samples(), raw.height(), raw.width());
    arrays.reply(reply);
  }

  private static Map<String, Object> values(Camera camera) {
    return DescriptionFiles.CAMERA.values(camera);
  }

  /** A camera is a preset's name, a file's path, the keys of one, or that of the raw image. */
  private static Camera camera(Map<String, Object> request) throws IOException {
    Object camera = request.get("camera");
    if (camera instanceof Map<?, ?>) {
      return DescriptionFiles.CAMERA.ofValues(object(camera));
    }
    if (camera.equals("file")) {
      return Camera.of(raw(request));
    }
    Optional<Camera> preset = Camera.preset((String) camera);
    return preset.isPresent()
        ? preset.get()
        : DescriptionFiles.CAMERA.read(Path.of((String) camera));
  }

  private static void normalise(Map<String, Object> request, PythonArrays arrays)
      throws IOException {
    RawImage normalised = camera(request).normalise(raw(request));
    arrays.give("mosaic", normalised.samples(), normalised.height(), normalised.width());
  }

  private static void chain(Map<String, Object> request, PythonArrays arrays) throws IOException {
    Camera camera = camera(request);
    String word = (String) request.get("pipeline");
    Isp isp =
        word.equals("parametrized")
            ? Isp.parametrized(camera)
            : word.endsWith(".yaml")
                ? IspFiles.read(Path.of(word), camera)
                : Isp.of(camera, ViewName.parse(word));
    if (Boolean.TRUE.equals(request.get("kernels"))) {
      isp = isp.withKernels();
    }
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (Parameter parameter : isp.theta().parameters()) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put("name", parameter.name());
      each.put("unit", parameter.unit());
      each.put("shape", parameter.shape());
      each.put("learned", parameter.learned());
      each.put("lowest", finite(parameter.lowest()));
      each.put("highest", finite(parameter.highest()));
      parameters.add(each);
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("chain", ChainHandle.hold(isp, ((Number) request.get("threads")).intValue()));
    reply.put("parameters", parameters);
    reply.put("theta", isp.theta().vector());
    reply.put("camera", values(camera));
    arrays.reply(reply);
  }

  /** Renders one mosaic in double precision, and where a cotangent is given its gradients. */
  private static void precise(Map<String, Object> request, PythonArrays arrays) {
    Map<String, Object> given = object(request.get("arrays"));
    List<Long> shape = shape(object(given.get("mosaic")));
    int height = Math.toIntExact(shape.get(0));
    int width = Math.toIntExact(shape.get(1));
    double[] theta = doubles(object(given.get("theta")));
    Isp own = ChainHandle.of(((Number) request.get("chain")).longValue()).isp();
    Isp isp = own.with(own.theta().with(theta));
    PreciseChain chain = new PreciseChain(isp.mosaic(), isp.rendering());
    Cfa cfa = Cfa.valueOf((String) request.get("cfa"));
    double[] mosaic = doubles(object(given.get("mosaic")));
    if (given.containsKey("cotangent")) {
      double[] ofTheta = new double[theta.length];
      double[] cotangent = doubles(object(given.get("cotangent")));
      double[] ofRaw = chain.backward(height, width, cfa, mosaic, cotangent, ofTheta);
      arrays.give("of_raw", ofRaw, height, width);
      arrays.give("of_theta", ofTheta, theta.length);
    } else {
      arrays.give(
          "view", chain.forward(height, width, cfa, mosaic), Picture.CHANNELS, height, width);
    }
  }

  private static double[] doubles(Map<String, Object> array) {
    long count = shape(array).stream().reduce(1L, Math::multiplyExact);
    return PythonMemory.at(address(array), Double.BYTES * count).toArray(JAVA_DOUBLE);
  }

  private static Object finite(double bound) {
    return Double.isFinite(bound) ? bound : null;
  }

  private static void corrupt(Map<String, Object> request, PythonArrays arrays) {
    List<View> views = views(request, "views");
    int severity = ((Number) request.get("severity")).intValue();
    CorruptionKind kind = CorruptionKind.of((String) request.get("corruption"));
    CorruptionConstants constants = CorruptionConstants.of((String) request.get("constants"));
    long seed = ((Number) request.get("seed")).longValue();
    List<float[]> corrupted = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      Seed own = new Seed(seed, String.valueOf(i));
      corrupted.add(kind.at(severity, constants).draw(own).apply(views.get(i)).samples());
    }
    give(arrays, "views", corrupted, views.getFirst());
  }

  private static void ssim(Map<String, Object> request, PythonArrays arrays) {
    List<View> views = views(request, "views");
    List<View> references = views(request, "references");
    boolean wanted = Boolean.TRUE.equals(request.get("gradient"));
    float[] values = new float[views.size()];
    List<float[]> gradients = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (wanted) {
        MetricResult result = Ssim.DEFAULT.pull(views.get(i), references.get(i));
        values[i] = (float) result.value();
        gradients.add(result.gradient().samples());
      } else {
        values[i] = (float) Ssim.DEFAULT.of(views.get(i), references.get(i));
      }
    }
    arrays.give("values", values, values.length);
    if (wanted) {
      give(arrays, "gradient", gradients, views.getFirst());
    }
  }

  private static void scaleIntensity(Map<String, Object> request, PythonArrays arrays)
      throws IOException {
    RawImage raw = raw(request);
    Readout readout = Readout.of(DescriptionFiles.sensor((String) request.get("sensor")));
    double fraction = ((Number) request.get("fraction")).doubleValue();
    Seed seed = new Seed(((Number) request.get("seed")).longValue(), "raw image");
    RawImage scaled = new IntensityScaling(fraction, readout).draw(seed).apply(raw);
    arrays.give("mosaic", scaled.samples(), scaled.height(), scaled.width());
  }

  private static void inspect(Map<String, Object> request, PythonArrays arrays) {
    RawImage raw = raw(request);
    Calibration known = raw.calibration();
    SiteValues black = known.blackLevel().map(SourcedValue::value).orElse(SiteValues.uniform(0));
    double white = known.whiteLevel().map(SourcedValue::value).orElse((double) known.fullScale());
    Inspection inspection = new Inspector(black, white, 1, 0).inspect(raw);
    List<Map<String, Object>> measures = new ArrayList<>();
    inspection
        .values()
        .forEach(
            (quantity, estimate) -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("measure", quantity.toString());
              row.put("value", finite(estimate.value()));
              row.put("low", finite(estimate.low()));
              row.put("high", finite(estimate.high()));
              row.put("unit", quantity.unit());
              row.put("means", quantity.means());
              measures.add(row);
            });
    arrays.reply(
        Map.of(
            "measures",
            measures,
            "anomalies",
            inspection.anomalies().stream().map(Anomaly::words).toList()));
  }

  private static void give(PythonArrays arrays, String name, List<float[]> images, Frame size) {
    int each = images.getFirst().length;
    float[] all = new float[Math.multiplyExact(images.size(), each)];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, all, i * each, each);
    }
    arrays.give(name, all, images.size(), Picture.CHANNELS, size.height(), size.width());
  }

  private static RawImage raw(Map<String, Object> request) {
    Map<String, Object> array = object(object(request.get("arrays")).get("mosaic"));
    List<Long> shape = shape(array);
    int height = Math.toIntExact(shape.get(0));
    int width = Math.toIntExact(shape.get(1));
    Cfa cfa = Cfa.valueOf((String) request.get("cfa"));
    RawImage.Unit unit =
        "normalised".equals(request.get("unit")) ? RawImage.Unit.NORMALISED : RawImage.Unit.DN;
    Calibration calibration =
        SidecarFiles.ofKeys(object(request.get("description")), "the raw image")
            .over(Calibration.unknown(Short.SIZE));
    return new RawImage(width, height, cfa, unit, samples(array, 0, height * width), calibration);
  }

  private static List<View> views(Map<String, Object> request, String name) {
    Map<String, Object> array = object(object(request.get("arrays")).get(name));
    List<Long> shape = shape(array);
    int height = Math.toIntExact(shape.get(2));
    int width = Math.toIntExact(shape.get(3));
    int each = Math.multiplyExact(Picture.CHANNELS, Math.multiplyExact(height, width));
    List<View> views = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      views.add(new View(width, height, samples(array, (long) i * each, each)));
    }
    return views;
  }

  private static float[] samples(Map<String, Object> array, long first, int count) {
    float[] samples = new float[count];
    MemorySegment memory = PythonMemory.at(address(array), Float.BYTES * (first + count));
    MemorySegment.copy(memory, JAVA_FLOAT, Float.BYTES * first, samples, 0, count);
    return samples;
  }

  private static long address(Map<String, Object> array) {
    return ((Number) array.get("address")).longValue();
  }

  private static List<Long> shape(Map<String, Object> array) {
    return ((List<?>) array.get("shape"))
        .stream().map(side -> ((Number) side).longValue()).toList();
  }

  @SuppressWarnings("unchecked") // JSON's objects have texts for keys
  private static Map<String, Object> object(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }
}
