/** The part of jstat that is used; the package ships no types. */
declare module 'jstat' {
  interface Distribution2 {
    pdf(x: number, parameter: number): number;
    cdf(x: number, parameter: number): number;
    inv(p: number, parameter: number): number;
  }
  interface Distribution3 {
    cdf(x: number, mean: number, std: number): number;
    inv(p: number, mean: number, std: number): number;
  }
  const jstat: { readonly studentt: Distribution2; readonly normal: Distribution3 };
  export default jstat;
}
