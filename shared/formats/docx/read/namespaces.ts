/** Namespaces of ECMA-376 parts 1 and 4 (transitional), ISO/IEC 29500-1 (strict) and Microsoft's own, by our prefix. */
const transitional = "http://schemas.openxmlformats.org";
const strict = "http://purl.oclc.org/ooxml";
const microsoft = "http://schemas.microsoft.com/office";

export const prefixes: ReadonlyMap<string, string> = new Map([
  [`${transitional}/wordprocessingml/2006/main`, "w"],
  [`${strict}/wordprocessingml/main`, "w"],
  [`${transitional}/officeDocument/2006/relationships`, "r"],
  [`${strict}/officeDocument/relationships`, "r"],
  [`${transitional}/drawingml/2006/main`, "a"],
  [`${strict}/drawingml/main`, "a"],
  [`${transitional}/drawingml/2006/wordprocessingDrawing`, "wp"],
  [`${strict}/drawingml/wordprocessingDrawing`, "wp"],
  [`${transitional}/drawingml/2006/picture`, "pic"],
  [`${strict}/drawingml/picture`, "pic"],
  [`${transitional}/drawingml/2006/chart`, "c"],
  [`${strict}/drawingml/chart`, "c"],
  [`${transitional}/drawingml/2006/diagram`, "dgm"],
  [`${strict}/drawingml/diagram`, "dgm"],
  [`${transitional}/officeDocument/2006/math`, "m"],
  [`${strict}/officeDocument/math`, "m"],
  [`${transitional}/markup-compatibility/2006`, "mc"],
  [`${transitional}/package/2006/relationships`, ""],
  [`${transitional}/package/2006/metadata/core-properties`, "cp"],
  [`${transitional}/officeDocument/2006/custom-properties`, ""],
  [`${strict}/officeDocument/customProperties`, ""],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  [`${microsoft}/word/2010/wordprocessingShape`, "wps"],
  [`${microsoft}/word/2010/wordprocessingGroup`, "wpg"],
  [`${microsoft}/word/2010/wordml`, "w14"],
  [`${microsoft}/word/2012/wordml`, "w15"],
  [`${microsoft}/drawing/2014/chartex`, "cx"],
  [`${microsoft}/drawing/2016/SVG/main`, "asvg"],
  [`${microsoft}/drawing/2017/decorative`, "adec"],
]);
