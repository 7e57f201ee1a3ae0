"use strict";(()=>{var mi=Object.defineProperty;var gi=Object.getOwnPropertyDescriptor;var be=r=>{throw TypeError(r)};var d=(r,e,t,i)=>{for(var s=i>1?void 0:i?gi(e,t):e,n=r.length-1,o;n>=0;n--)(o=r[n])&&(s=(i?o(e,t,s):o(s))||s);return i&&s&&mi(e,t,s),s};var Gt=(r,e,t)=>e.has(r)||be("Cannot "+t);var p=(r,e,t)=>(Gt(r,e,"read from private field"),t?t.call(r):e.get(r)),v=(r,e,t)=>e.has(r)?be("Cannot add the same private member more than once"):e instanceof WeakSet?e.add(r):e.set(r,t),j=(r,e,t,i)=>(Gt(r,e,"write to private field"),i?i.call(r,t):e.set(r,t),t),h=(r,e,t)=>(Gt(r,e,"access private method"),t);var _t=globalThis,St=_t.ShadowRoot&&(_t.ShadyCSS===void 0||_t.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,$e=Symbol(),ve=new WeakMap,At=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==$e)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(St&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=ve.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&ve.set(t,e))}return e}toString(){return this.cssText}},ye=r=>new At(typeof r=="string"?r:r+"",void 0,$e);var we=(r,e)=>{if(St)r.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),s=_t.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=t.cssText,r.appendChild(i)}},Wt=St?r=>r:r=>r instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return ye(t)})(r):r;var{is:fi,defineProperty:bi,getOwnPropertyDescriptor:vi,getOwnPropertyNames:$i,getOwnPropertySymbols:yi,getPrototypeOf:wi}=Object,kt=globalThis,Ee=kt.trustedTypes,Ei=Ee?Ee.emptyScript:"",xi=kt.reactiveElementPolyfillSupport,at=(r,e)=>r,ht={toAttribute(r,e){switch(e){case Boolean:r=r?Ei:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,e){let t=r;switch(e){case Boolean:t=r!==null;break;case Number:t=r===null?null:Number(r);break;case Object:case Array:try{t=JSON.parse(r)}catch{t=null}}return t}},Rt=(r,e)=>!fi(r,e),xe={attribute:!0,type:String,converter:ht,reflect:!1,useDefault:!1,hasChanged:Rt};Symbol.metadata??=Symbol("metadata"),kt.litPropertyMetadata??=new WeakMap;var U=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=xe){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),s=this.getPropertyDescriptor(e,i,t);s!==void 0&&bi(this.prototype,e,s)}}static getPropertyDescriptor(e,t,i){let{get:s,set:n}=vi(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let l=s?.call(this);n?.call(this,o),this.requestUpdate(e,l,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??xe}static _$Ei(){if(this.hasOwnProperty(at("elementProperties")))return;let e=wi(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(at("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(at("properties"))){let t=this.properties,i=[...$i(t),...yi(t)];for(let s of i)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,s]of t)this.elementProperties.set(i,s)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let s=this._$Eu(t,i);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let s of i)t.unshift(Wt(s))}else e!==void 0&&t.push(Wt(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return we(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,i);if(s!==void 0&&i.reflect===!0){let n=(i.converter?.toAttribute!==void 0?i.converter:ht).toAttribute(t,i.type);this._$Em=e,n==null?this.removeAttribute(s):this.setAttribute(s,n),this._$Em=null}}_$AK(e,t){let i=this.constructor,s=i._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let n=i.getPropertyOptions(s),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:ht;this._$Em=s;let l=o.fromAttribute(t,n.type);this[s]=l??this._$Ej?.get(s)??l,this._$Em=null}}requestUpdate(e,t,i,s=!1,n){if(e!==void 0){let o=this.constructor;if(s===!1&&(n=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??Rt)(n,t)||i.useDefault&&i.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:s,wrapped:n},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),n!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,n]of this._$Ep)this[s]=n;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[s,n]of i){let{wrapped:o}=n,l=this[s];o!==!0||this._$AL.has(s)||l===void 0||this.C(s,void 0,n,l)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};U.elementStyles=[],U.shadowRootOptions={mode:"open"},U[at("elementProperties")]=new Map,U[at("finalized")]=new Map,xi?.({ReactiveElement:U}),(kt.reactiveElementVersions??=[]).push("2.1.2");var Zt=globalThis,_e=r=>r,Tt=Zt.trustedTypes,Ae=Tt?Tt.createPolicy("lit-html",{createHTML:r=>r}):void 0,Ce="$lit$",O=`lit$${Math.random().toFixed(9).slice(2)}$`,Me="?"+O,_i=`<${Me}>`,z=document,ct=()=>z.createComment(""),dt=r=>r===null||typeof r!="object"&&typeof r!="function",te=Array.isArray,Ai=r=>te(r)||typeof r?.[Symbol.iterator]=="function",Vt=`[ 	
\f\r]`,lt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Se=/-->/g,ke=/>/g,q=RegExp(`>|${Vt}(?:([^\\s"'>=/]+)(${Vt}*=${Vt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Re=/'/g,Te=/"/g,Le=/^(?:script|style|textarea|title)$/i,ee=r=>(e,...t)=>({_$litType$:r,strings:e,values:t}),c=ee(1),ie=ee(2),Yi=ee(3),F=Symbol.for("lit-noChange"),y=Symbol.for("lit-nothing"),Pe=new WeakMap,D=z.createTreeWalker(z,129);function Ue(r,e){if(!te(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ae!==void 0?Ae.createHTML(e):e}var Si=(r,e)=>{let t=r.length-1,i=[],s,n=e===2?"<svg>":e===3?"<math>":"",o=lt;for(let l=0;l<t;l++){let a=r[l],f,m,g=-1,E=0;for(;E<a.length&&(o.lastIndex=E,m=o.exec(a),m!==null);)E=o.lastIndex,o===lt?m[1]==="!--"?o=Se:m[1]!==void 0?o=ke:m[2]!==void 0?(Le.test(m[2])&&(s=RegExp("</"+m[2],"g")),o=q):m[3]!==void 0&&(o=q):o===q?m[0]===">"?(o=s??lt,g=-1):m[1]===void 0?g=-2:(g=o.lastIndex-m[2].length,f=m[1],o=m[3]===void 0?q:m[3]==='"'?Te:Re):o===Te||o===Re?o=q:o===Se||o===ke?o=lt:(o=q,s=void 0);let R=o===q&&r[l+1].startsWith("/>")?" ":"";n+=o===lt?a+_i:g>=0?(i.push(f),a.slice(0,g)+Ce+a.slice(g)+O+R):a+O+(g===-2?l:R)}return[Ue(r,n+(r[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},pt=class r{constructor({strings:e,_$litType$:t},i){let s;this.parts=[];let n=0,o=0,l=e.length-1,a=this.parts,[f,m]=Si(e,t);if(this.el=r.createElement(f,i),D.currentNode=this.el.content,t===2||t===3){let g=this.el.content.firstChild;g.replaceWith(...g.childNodes)}for(;(s=D.nextNode())!==null&&a.length<l;){if(s.nodeType===1){if(s.hasAttributes())for(let g of s.getAttributeNames())if(g.endsWith(Ce)){let E=m[o++],R=s.getAttribute(g).split(O),xt=/([.?@])?(.*)/.exec(E);a.push({type:1,index:n,name:xt[2],strings:R,ctor:xt[1]==="."?Kt:xt[1]==="?"?Qt:xt[1]==="@"?Jt:Q}),s.removeAttribute(g)}else g.startsWith(O)&&(a.push({type:6,index:n}),s.removeAttribute(g));if(Le.test(s.tagName)){let g=s.textContent.split(O),E=g.length-1;if(E>0){s.textContent=Tt?Tt.emptyScript:"";for(let R=0;R<E;R++)s.append(g[R],ct()),D.nextNode(),a.push({type:2,index:++n});s.append(g[E],ct())}}}else if(s.nodeType===8)if(s.data===Me)a.push({type:2,index:n});else{let g=-1;for(;(g=s.data.indexOf(O,g+1))!==-1;)a.push({type:7,index:n}),g+=O.length-1}n++}}static createElement(e,t){let i=z.createElement("template");return i.innerHTML=e,i}};function K(r,e,t=r,i){if(e===F)return e;let s=i!==void 0?t._$Co?.[i]:t._$Cl,n=dt(e)?void 0:e._$litDirective$;return s?.constructor!==n&&(s?._$AO?.(!1),n===void 0?s=void 0:(s=new n(r),s._$AT(r,t,i)),i!==void 0?(t._$Co??=[])[i]=s:t._$Cl=s),s!==void 0&&(e=K(r,s._$AS(r,e.values),s,i)),e}var Xt=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,s=(e?.creationScope??z).importNode(t,!0);D.currentNode=s;let n=D.nextNode(),o=0,l=0,a=i[0];for(;a!==void 0;){if(o===a.index){let f;a.type===2?f=new ut(n,n.nextSibling,this,e):a.type===1?f=new a.ctor(n,a.name,a.strings,this,e):a.type===6&&(f=new Yt(n,this,e)),this._$AV.push(f),a=i[++l]}o!==a?.index&&(n=D.nextNode(),o++)}return D.currentNode=z,s}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},ut=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,s){this.type=2,this._$AH=y,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=K(this,e,t),dt(e)?e===y||e==null||e===""?(this._$AH!==y&&this._$AR(),this._$AH=y):e!==this._$AH&&e!==F&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ai(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==y&&dt(this._$AH)?this._$AA.nextSibling.data=e:this.T(z.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,s=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=pt.createElement(Ue(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(t);else{let n=new Xt(s,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(e){let t=Pe.get(e.strings);return t===void 0&&Pe.set(e.strings,t=new pt(e)),t}k(e){te(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,s=0;for(let n of e)s===t.length?t.push(i=new r(this.O(ct()),this.O(ct()),this,this.options)):i=t[s],i._$AI(n),s++;s<t.length&&(this._$AR(i&&i._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=_e(e).nextSibling;_e(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Q=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,s,n){this.type=1,this._$AH=y,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=n,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=y}_$AI(e,t=this,i,s){let n=this.strings,o=!1;if(n===void 0)e=K(this,e,t,0),o=!dt(e)||e!==this._$AH&&e!==F,o&&(this._$AH=e);else{let l=e,a,f;for(e=n[0],a=0;a<n.length-1;a++)f=K(this,l[i+a],t,a),f===F&&(f=this._$AH[a]),o||=!dt(f)||f!==this._$AH[a],f===y?e=y:e!==y&&(e+=(f??"")+n[a+1]),this._$AH[a]=f}o&&!s&&this.j(e)}j(e){e===y?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Kt=class extends Q{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===y?void 0:e}},Qt=class extends Q{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==y)}},Jt=class extends Q{constructor(e,t,i,s,n){super(e,t,i,s,n),this.type=5}_$AI(e,t=this){if((e=K(this,e,t,0)??y)===F)return;let i=this._$AH,s=e===y&&i!==y||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,n=e!==y&&(i===y||s);s&&this.element.removeEventListener(this.name,this,i),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Yt=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){K(this,e)}};var ki=Zt.litHtmlPolyfillSupport;ki?.(pt,ut),(Zt.litHtmlVersions??=[]).push("3.3.3");var Ne=(r,e,t)=>{let i=t?.renderBefore??e,s=i._$litPart$;if(s===void 0){let n=t?.renderBefore??null;i._$litPart$=s=new ut(e.insertBefore(ct(),n),n,void 0,t??{})}return s._$AI(r),s};var se=globalThis,I=class extends U{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ne(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return F}};I._$litElement$=!0,I.finalized=!0,se.litElementHydrateSupport?.({LitElement:I});var Ri=se.litElementPolyfillSupport;Ri?.({LitElement:I});(se.litElementVersions??=[]).push("4.2.2");var k=r=>(e,t)=>{t!==void 0?t.addInitializer(()=>{customElements.define(r,e)}):customElements.define(r,e)};var Ti={attribute:!0,type:String,converter:ht,reflect:!1,hasChanged:Rt},Pi=(r=Ti,e,t)=>{let{kind:i,metadata:s}=t,n=globalThis.litPropertyMetadata.get(s);if(n===void 0&&globalThis.litPropertyMetadata.set(s,n=new Map),i==="setter"&&((r=Object.create(r)).wrapped=!0),n.set(t.name,r),i==="accessor"){let{name:o}=t;return{set(l){let a=e.get.call(this);e.set.call(this,l),this.requestUpdate(o,a,r,!0,l)},init(l){return l!==void 0&&this.C(o,void 0,r,l),l}}}if(i==="setter"){let{name:o}=t;return function(l){let a=this[o];e.call(this,l),this.requestUpdate(o,a,r,!0,l)}}throw Error("Unsupported decorator location: "+i)};function w(r){return(e,t)=>typeof t=="object"?Pi(r,e,t):((i,s,n)=>{let o=s.hasOwnProperty(n);return s.constructor.createProperty(n,i),o?Object.getOwnPropertyDescriptor(s,n):void 0})(r,e,t)}function $(r){return w({...r,state:!0,attribute:!1})}var B=(r,e,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof e!="object"&&Object.defineProperty(r,e,t),t);function J(r,e){return(t,i,s)=>{let n=o=>o.renderRoot?.querySelector(r)??null;if(e){let{get:o,set:l}=typeof i=="object"?t:s??(()=>{let a=Symbol();return{get(){return this[a]},set(f){this[a]=f}}})();return B(t,i,{get(){let a=o.call(this);return a===void 0&&(a=n(this),(a!==null||this.hasUpdated)&&l.call(this,a)),a}})}return B(t,i,{get(){return n(this)}})}}var ne=class extends Error{};async function Pt(r){if(r.ok)return r;let e=`${r.status} ${r.statusText}`;try{e=(await r.json()).message}catch{}throw new ne(e)}function Ct(r,e){let t=new URLSearchParams(e).toString();return t?`/api/${r}?${t}`:`/api/${r}`}async function Mt(r,e={}){return(await Pt(await fetch(Ct(r,e)))).json()}function Oe(r,e){return{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(r),...e?{signal:e}:{}}}async function G(r,e,t){return(await Pt(await fetch(Ct(r,{}),Oe(e,t)))).json()}async function Ie(r,e,t){return(await Pt(await fetch(Ct(r,{}),Oe(e,t)))).arrayBuffer()}async function He(r,e,t){let i=await fetch(Ct(r,e),{method:"POST",headers:{"Content-Type":"application/octet-stream"},body:t});return(await Pt(i)).json()}var A=class extends I{createRenderRoot(){return this}};var Ci=4,je=4;function Mi(r){return/\[([^\]]+)\]\s*$/.exec(r.title??"")?.[1]??""}function mt(r,e,t,[i,s,n],o,l=y){let a=n?1:10**Math.floor(Math.log10((s-i)/200)),f=g=>{let E=g.target.valueAsNumber;Number.isFinite(E)&&o(E)},m=Number(t.toPrecision(je));return c`
    <label class="slider">
      <span class="name">${r}</span>
      <span class="track">${l}<input type="range" min=${i} max=${s} step=${n?1:"any"} .value=${String(t)} @input=${f}
        aria-label="${r}, slider"></span>
      <input type="number" step=${a} .value=${String(m)} @change=${f} aria-label="${r}${e?` in ${e}`:""}">
      <span class="unit">${e}</span>
    </label>`}function Li(r,e){let t=r.minimum??r.exclusiveMinimum,i=Ci*Math.max(Math.abs(e),e===0?.05:0),s=t!==void 0&&t>-1e6?t:e<0?-i:Math.min(0,e===0?-i:0),n=Math.min(r.maximum??1/0,Math.max(i,s+i));return[s,Math.max(n,e),r.type==="integer"]}function re(r,e,t,i,s){if(typeof t=="number")return mt(r,Mi(e),t,Li(e,typeof i=="number"?i:t),s);if(typeof t=="boolean")return c`<label class="choice"><span class="name">${r}</span>
      <input type="checkbox" .checked=${t} @change=${n=>s(n.target.checked)}></label>`;if(typeof t=="string"){let n=e.enum?.filter(o=>typeof o=="string")??[t];return n.length<2?y:c`<label class="choice"><span class="name">${r}</span>
      <select @change=${o=>s(o.target.value)}>
        ${n.map(o=>c`<option ?selected=${o===t}>${o}</option>`)}</select></label>`}if(Array.isArray(t))return Ui(r,t,s);if(t&&typeof t=="object"){let n=t,o=i??{};return c`${Object.entries(n).map(([l,a])=>re(l.replaceAll("_"," "),e.properties?.[l]??{},a,o[l],f=>s({...n,[l]:f})))}`}return y}function Ui(r,e,t){if(!e.every(n=>Array.isArray(n)&&n.every(o=>typeof o=="number")))return y;let i=e,s=(n,o)=>l=>{let a=l.target.valueAsNumber;Number.isFinite(a)&&t(i.map((f,m)=>m===n?f.map((g,E)=>E===o?a:g):f))};return c`
    <div class="matrix" role="group" aria-label=${r}>
      ${i.map((n,o)=>c`<div>${n.map((l,a)=>c`
        <input type="number" step="0.01" .value=${String(Number(l.toPrecision(je)))} @change=${s(o,a)}
          aria-label="row ${o+1}, column ${a+1}">`)}</div>`)}
    </div>`}var oe=256,ae=72,Ni={1:[["all pixels","grey"]],4:[["red","red"],["green in red rows","green"],["green in blue rows","green-other"],["blue","blue"]]};function qe(r){let{lowest:e,highest:t,counts:i}=r.histogram,s=Math.log1p(Math.max(...i.flat())),n=i[0]?.length??1,o=Ni[i.length]??[],l=m=>(m-e)/(t-e)*oe,a=[["black",r.black],["saturation",r.white]],f=a.filter(([,m])=>m!==void 0&&m>t);return c`
    <figure class="histogram">
      <svg viewBox="0 0 ${oe} ${ae}" preserveAspectRatio="none" role="img"
        aria-label="Histogram of the raw samples from ${Math.round(e)} to ${Math.round(t)} ${r.unit}">
        ${i.map((m,g)=>ie`
          <path class="curve ${o[g]?.[1]??"grey"}" d=${m.map((E,R)=>`${R?"L":"M"}${((R+.5)/n*oe).toFixed(1)} ${(ae*(1-Math.log1p(E)/s)).toFixed(1)}`).join("")}/>`)}
        ${a.map(([m,g])=>g===void 0||g>t?"":Oi(m,l(g)))}
      </svg>
      <figcaption>
        <span>${Math.round(e)}</span>
        <span>raw samples [${r.unit==="DN"?"DN":"1"}], logarithmic counts${f.map(([m,g])=>` \xB7 ${m} at ${g}`)}</span>
        <span>${t<10?t.toFixed(2):Math.round(t)}</span>
      </figcaption>
      <ul class="key">
        ${o.map(([m,g])=>c`<li class=${g}>${m}</li>`)}
        ${a.map(([m,g])=>g===void 0?"":c`<li class="level ${m}">${m} ${g}</li>`)}
      </ul>
    </figure>`}function Oi(r,e){return ie`<line class="level ${r}" x1=${e} x2=${e} y1="0" y2=${ae}><title>${r}</title></line>`}var Lt=class extends EventTarget{constructor(){super(...arguments);this.x=0;this.y=0;this.scale=1;this.low=0;this.high=1;this.#t=1;this.#e=1}#t;#e;fit(t,i,s){this.#t=t,this.#e=i,this.x=t/2,this.y=i/2,this.scale=Math.min(s.width/t,s.height/i),this.#i()}move(t,i){this.x=gt(this.x-t/this.scale,0,this.#t),this.y=gt(this.y-i/this.scale,0,this.#e),this.#i()}zoom(t,i=0,s=0){let n=16/Math.max(this.#t,this.#e),o=gt(this.scale*t,n,64);this.x=gt(this.x+i/this.scale-i/o,0,this.#t),this.y=gt(this.y+s/this.scale-s/o,0,this.#e),this.scale=o,this.#i()}actualSize(){this.zoom(1/this.scale)}stretch(t,i){this.low=Math.min(t,i-.001),this.high=Math.max(i,t+.001),this.#i()}point(t){let i=t&&t.x>=0&&t.y>=0&&t.x<this.#t&&t.y<this.#e;this.cursor=i?{x:Math.floor(t.x),y:Math.floor(t.y)}:void 0,this.dispatchEvent(new Event("cursor"))}#i(){this.dispatchEvent(new Event("change"))}};function gt(r,e,t){return Math.min(Math.max(r,e),t)}var Ii=/\.(dng|tiff?|png|raw|npy|pgm|cr2|cr3|nef|arw|raf|rw2|orf|pef|srw)$/i,x,he,le,Ut,De,ze,P=class extends A{constructor(){super(...arguments);v(this,x);this.root="";this.path="";this.entries=[];this.problem="";this.busy=""}openFile(t,i){h(this,x,he).call(this,{root:t,path:i},i)}take(t){h(this,x,le).call(this,`reading ${t.name}`,()=>He("upload",{name:t.name},t))}render(){return c`
      <section class="open" aria-label="Open">
        <div class="buttons">
          ${this.about.samples.map(t=>c`
            <button type="button" @click=${()=>{h(this,x,he).call(this,{sample:t},`the sample of a ${t}`)}}>Sample: ${t}</button>`)}
          ${this.about.demo?"":c`
            <label class="button">Your file…<input type="file" class="visually-hidden"
              @change=${t=>{let i=t.target.files?.[0];i&&this.take(i)}}></label>`}
        </div>
        ${this.root?c`
          <p class="where"><button type="button" @click=${h(this,x,ze)} aria-label="Up">↑</button> ${this.root}/${this.path}</p>
          <ul class="files">
            ${this.entries.filter(t=>t.folder||Ii.test(t.name)).map(t=>c`
              <li><button type="button" class=${t.folder?"folder":"file"} @click=${()=>h(this,x,De).call(this,t)}>${t.name}${t.folder?"/":""}</button></li>`)}
          </ul>`:c`
          <ul class="files">
            ${this.about.folders.map(t=>c`
              <li><button type="button" class="folder" @click=${()=>{h(this,x,Ut).call(this,t,"")}}>${t}/</button></li>`)}
          </ul>`}
        ${this.busy?c`<p class="busy" role="status">${this.busy} …</p>`:""}
        ${this.problem?c`<p class="problem" role="alert">${this.problem}</p>`:""}
      </section>`}};x=new WeakSet,he=async function(t,i){await h(this,x,le).call(this,`opening ${i}`,()=>G("open",t))},le=async function(t,i){this.busy=t,this.problem="";try{let{id:s}=await i();this.dispatchEvent(new CustomEvent("opened",{detail:s,bubbles:!0}))}catch(s){this.problem=s.message}finally{this.busy=""}},Ut=async function(t,i){try{this.entries=(await Mt("folder",{root:t,path:i})).entries,this.root=t,this.path=i,this.problem=""}catch(s){this.problem=s.message}},De=function(t){let i=this.path?`${this.path}/${t.name}`:t.name;t.folder?h(this,x,Ut).call(this,this.root,i):this.openFile(this.root,i)},ze=function(){let t=this.path.split("/");this.path===""?this.root="":h(this,x,Ut).call(this,this.root,t.slice(0,-1).join("/"))},d([w({attribute:!1})],P.prototype,"about",2),d([$()],P.prototype,"root",2),d([$()],P.prototype,"path",2),d([$()],P.prototype,"entries",2),d([$()],P.prototype,"problem",2),d([$()],P.prototype,"busy",2),P=d([k("rawline-open")],P);var C=class{constructor(e,t,i){this.ask=e;this.take=t;this.fail=i}#t=!1;#e;want(e){this.#e=e,this.#t||this.#i()}async#i(){for(this.#t=!0;this.#e!==void 0;){let e=this.#e;this.#e=void 0;try{this.take(await this.ask(e),e)}catch(t){this.fail(t)}}this.#t=!1}};async function Nt(r){let{region:e,low:t,high:i,longest:s}=r,n=await Ie(r.route,{...r.body,region:e,low:t,high:i,longest:s}),o=new DataView(n);return{width:o.getInt32(0,!0),height:o.getInt32(4,!0),pixels:new Uint8Array(n,16),region:e,low:t,high:i}}var Hi=320,Ot,Y,It,Fe,N=class extends A{constructor(){super(...arguments);v(this,It);this.problem="";v(this,Ot,new C(Nt,t=>h(this,It,Fe).call(this,t),t=>{this.problem=t.message}));v(this,Y,()=>{let t=this.region();if(!t)return;let{low:i,high:s}=this.linked;p(this,Ot).want({route:"views",body:{path:this.path},region:t,low:i,high:s,longest:Hi})})}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("change",p(this,Y))}disconnectedCallback(){this.linked.removeEventListener("change",p(this,Y)),super.disconnectedCallback()}updated(t){t.has("path")&&p(this,Y).call(this)}render(){let t=["bilinear","malvar","menon"].flatMap(i=>["sharpen","unsharp"].flatMap(s=>["median","gaussian"].map(n=>`${i}-${s}-${n}`)));return c`
      <div class="views">
        <canvas role="img" aria-label="The twelve views, four in a row"></canvas>
        ${t.map(i=>c`
          <button type="button" @click=${()=>this.dispatchEvent(new CustomEvent("take",{bubbles:!0,detail:i}))}
            title="Take this processing">${i}</button>`)}
      </div>
      ${this.problem?c`<p class="problem" role="alert">${this.problem}</p>`:""}`}};Ot=new WeakMap,Y=new WeakMap,It=new WeakSet,Fe=function(t){this.problem="",this.canvas.width=t.width,this.canvas.height=t.height;let i=new ImageData(t.width,t.height);for(let s=0,n=0;n<i.data.length;n+=4)i.data[n]=t.pixels[s++],i.data[n+1]=t.pixels[s++],i.data[n+2]=t.pixels[s++],i.data[n+3]=255;this.canvas.getContext("2d")?.putImageData(i,0,0)},d([w({attribute:!1})],N.prototype,"path",2),d([w({attribute:!1})],N.prototype,"linked",2),d([w({attribute:!1})],N.prototype,"region",2),d([$()],N.prototype,"problem",2),d([J("canvas")],N.prototype,"canvas",2),N=d([k("rawline-views")],N);var ji=`#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(4.0 * corner - 1.0, 0.0, 1.0);
}`,qi=`#version 300 es
precision highp float;
uniform vec2 size;
uniform vec3 place;
uniform vec2 contrast;
uniform float split;
uniform sampler2D whole[2];
uniform sampler2D detail[2];
uniform vec4 wholeRegion[2];
uniform vec4 detailRegion[2];
uniform vec2 wholeRange[2];
uniform vec2 detailRange[2];
uniform vec3 ground;
out vec4 colour;

vec4 look(sampler2D picture, vec4 region, vec2 range, vec2 at) {
  vec2 where = (at - region.xy) / region.zw;
  if (region.z <= 0.0 || any(lessThan(where, vec2(0))) || any(greaterThanEqual(where, vec2(1)))) return vec4(0);
  vec2 texel = where * vec2(textureSize(picture, 0));
  vec2 shrink = region.zw * place.z / vec2(textureSize(picture, 0));
  vec3 seen = shrink.x >= 1.0
    ? texelFetch(picture, ivec2(texel), 0).rgb
    : texture(picture, where).rgb;
  return vec4(range.x + seen * (range.y - range.x), 1);
}

void main() {
  vec2 screen = vec2(gl_FragCoord.x, size.y - gl_FragCoord.y);
  vec2 at = place.xy + (screen - 0.5 * size) / place.z;
  vec4 seen;
  if (screen.x < split * size.x) {
    seen = look(detail[0], detailRegion[0], detailRange[0], at);
    if (seen.a == 0.0) seen = look(whole[0], wholeRegion[0], wholeRange[0], at);
  } else {
    seen = look(detail[1], detailRegion[1], detailRange[1], at);
    if (seen.a == 0.0) seen = look(whole[1], wholeRegion[1], wholeRange[1], at);
  }
  vec3 shown = clamp((seen.rgb - contrast.x) / (contrast.y - contrast.x), 0.0, 1.0);
  colour = vec4(mix(ground, shown, seen.a), 1);
}`,Ht=class{constructor(e){this.canvas=e;let t=e.getContext("webgl2",{antialias:!1,alpha:!1,preserveDrawingBuffer:!0});if(!t)throw new Error("this browser has no WebGL 2: use another one, or switch it on");this.#t=t,this.#e=Di(t),t.pixelStorei(t.UNPACK_ALIGNMENT,1)}#t;#e;#i=new Map;#n=new Map;set(e,t,i){let s=t+e,n=this.#t;if(!i){this.#n.delete(s);return}let o=this.#i.get(s);o||(o=n.createTexture(),this.#i.set(s,o)),n.bindTexture(n.TEXTURE_2D,o),n.texImage2D(n.TEXTURE_2D,0,n.RGB8,i.width,i.height,0,n.RGB,n.UNSIGNED_BYTE,i.pixels),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_MIN_FILTER,n.LINEAR),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_MAG_FILTER,n.LINEAR),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_WRAP_S,n.CLAMP_TO_EDGE),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_WRAP_T,n.CLAMP_TO_EDGE),this.#n.set(s,i)}detail(e){return this.#n.get("detail"+e)}draw(e,t){let i=this.#t,s=this.canvas;i.viewport(0,0,s.width,s.height),i.useProgram(this.#e),this.#s("size",s.width,s.height),this.#s("place",e.x,e.y,e.scale),this.#s("contrast",e.low,e.high),this.#s("split",t),this.#s("ground",.13,.13,.14);let n=0;for(let o of["whole","detail"])for(let l of[0,1]){let a=this.#n.get(o+l),f=a?.region;i.activeTexture(i.TEXTURE0+n),i.bindTexture(i.TEXTURE_2D,this.#i.get(o+l)??null),i.uniform1i(this.#r(`${o}[${l}]`),n++),this.#s(`${o}Region[${l}]`,f?.left??0,f?.top??0,f?.width??0,f?.height??0),this.#s(`${o}Range[${l}]`,a?.low??0,a?.high??1)}i.activeTexture(i.TEXTURE0),i.drawArrays(i.TRIANGLES,0,3)}#r(e){return this.#t.getUniformLocation(this.#e,e)}#s(e,...t){let i=this.#t,s=this.#r(e);t.length===1?i.uniform1fv(s,t):t.length===2?i.uniform2fv(s,t):t.length===3?i.uniform3fv(s,t):i.uniform4fv(s,t)}};function Di(r){let e=r.createProgram();for(let[t,i]of[[r.VERTEX_SHADER,ji],[r.FRAGMENT_SHADER,qi]]){let s=r.createShader(t);if(!s)throw new Error("the graphics context is lost: reload the page");r.shaderSource(s,i),r.compileShader(s),r.attachShader(e,s)}if(r.linkProgram(e),!r.getProgramParameter(e,r.LINK_STATUS))throw new Error(`the picture cannot be drawn: ${r.getProgramInfoLog(e)??""}`);return e}var Be=8,zi=4096,Ge=512,We=40,T,tt,W,bt,qt,Dt,b,ft,Ve,vt,$t,Z,ce,jt,Xe,Ke,Qe,de,Je,Ye,Ze,ti,ei,S=class extends A{constructor(){super(...arguments);v(this,b);this.frames=[];this.shown={kind:"frame",frame:0};this.number=1;this.problem="";this.note="";v(this,T);v(this,tt,.5);v(this,W,0);v(this,bt,new ResizeObserver(()=>h(this,b,Ve).call(this)));v(this,qt,[h(this,b,ft).call(this,0,"detail"),h(this,b,ft).call(this,1,"detail")]);v(this,Dt,[h(this,b,ft).call(this,0,"whole"),h(this,b,ft).call(this,1,"whole")]);v(this,vt,()=>{h(this,b,Z).call(this),h(this,b,jt).call(this,!1)});v(this,$t,()=>h(this,b,Z).call(this))}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("change",p(this,vt)),this.linked.addEventListener("cursor",p(this,$t))}disconnectedCallback(){this.linked.removeEventListener("change",p(this,vt)),this.linked.removeEventListener("cursor",p(this,$t)),p(this,bt).disconnect(),super.disconnectedCallback()}firstUpdated(){try{j(this,T,new Ht(this.canvas))}catch(t){this.problem=t.message}p(this,bt).observe(this.canvas)}updated(t){if(t.has("image"))for(let i of[0,1])p(this,T)?.set(i,"whole",void 0),p(this,T)?.set(i,"detail",void 0);(t.has("path")||t.has("pinned")||t.has("shown")||t.has("image"))&&(j(this,W,performance.now()),h(this,b,jt).call(this,!0))}get pixels(){return{width:this.canvas?.width??0,height:this.canvas?.height??0}}render(){let t=this.shown.kind==="frame"?`frame:${this.shown.frame}`:this.shown.kind,i=[...this.frames.map((s,n)=>[`frame:${n}`,s,!1]),["views","the twelve views",!1],["pinned","pinned variant",!this.pinned],["split","split: pinned | view",!this.pinned],["difference","difference to pinned (\u0394E)",!this.pinned]];return c`
      <div class="pane-bar">
        <select aria-label="Picture ${this.number}" @change=${h(this,b,ti)}>
          ${i.map(([s,n,o])=>c`
            <option value=${s} ?selected=${s===t} ?disabled=${o}>${n}</option>`)}
        </select>
        ${this.shown.kind==="split"?c`
          <input type="range" class="split" min="0" max="1" step="0.005" .value=${String(p(this,tt))}
            aria-label="Place of the split" @input=${h(this,b,ei)}>`:""}
        <span class="note" title="from the change to the picture on the screen">${this.note}</span>
      </div>
      ${this.shown.kind==="views"?c`
        <rawline-views .path=${this.path} .linked=${this.linked} .region=${()=>h(this,b,ce).call(this)}></rawline-views>`:""}
      <canvas class="exact" ?hidden=${this.shown.kind==="views"} tabindex="0" role="img" aria-label="Picture ${this.number}: ${i.find(s=>s[0]===t)?.[1]??""}. Arrows move, plus and minus zoom, 0 fits, 1 is actual size, shift and arrows choose a pixel."
        @wheel=${h(this,b,Qe)} @pointerdown=${h(this,b,Je)} @pointermove=${h(this,b,Ye)}
        @pointerleave=${()=>this.linked.point(void 0)} @keydown=${h(this,b,Ze)}></canvas>
      ${this.problem?c`<p class="problem" role="alert">${this.problem}</p>`:""}`}};T=new WeakMap,tt=new WeakMap,W=new WeakMap,bt=new WeakMap,qt=new WeakMap,Dt=new WeakMap,b=new WeakSet,ft=function(t,i){return new C(Nt,s=>h(this,b,Ke).call(this,t,i,s),s=>{this.problem=s.message})},Ve=function(){let{clientWidth:t,clientHeight:i}=this.canvas;if(t===0)return;let s=Math.min(devicePixelRatio,2);this.canvas.width=Math.round(t*s),this.canvas.height=Math.round(i*s),this.dispatchEvent(new Event("resized",{bubbles:!0})),h(this,b,Z).call(this),h(this,b,jt).call(this,!1)},vt=new WeakMap,$t=new WeakMap,Z=function(){if(!p(this,T)||this.canvas.width===0)return;let t=this.shown.kind==="split"?p(this,tt):1;p(this,T).draw(this.linked,t)},ce=function(){let{x:t,y:i,scale:s}=this.linked,n=this.canvas.width/s/2+Be,o=this.canvas.height/s/2+Be,l=Math.max(0,Math.floor(t-n)),a=Math.max(0,Math.floor(i-o)),f=Math.min(this.image.width,Math.ceil(t+n)),m=Math.min(this.image.height,Math.ceil(i+o));return f>l&&m>a?{left:l,top:a,width:f-l,height:m-a}:void 0},jt=function(t){if(!p(this,T)||this.canvas.width===0)return;let i=h(this,b,ce).call(this);if(!i)return;let{low:s,high:n,scale:o}=this.linked,l=Math.min(zi,Math.max(1,Math.ceil(Math.max(i.width,i.height)*Math.min(1,o)))),a={left:0,top:0,width:this.image.width,height:this.image.height};h(this,b,Xe).call(this).forEach((f,m)=>{let g={...f,region:i,low:s,high:n,longest:l},E=p(this,T).detail(m);(t||!E||!Fi(E,g))&&p(this,qt)[m].want(g),t&&o>Ge/Math.max(a.width,a.height)&&p(this,Dt)[m].want({...f,region:a,low:0,high:1,longest:Ge})})},Xe=function(){let t={route:"picture",body:{path:this.path}},i={route:"picture",body:{path:this.pinned??this.path}};switch(this.shown.kind){case"frame":return[{route:"picture",body:{path:this.path,frame:this.shown.frame}}];case"pinned":return[i];case"split":return[i,t];case"difference":return[{route:"difference",body:{path:this.path,pinned:this.pinned??this.path}}];case"views":return[]}},Ke=function(t,i,s){if(this.problem="",p(this,T)?.set(t,i,s),h(this,b,Z).call(this),i==="detail"&&p(this,W)>0){let n=p(this,W);j(this,W,0),requestAnimationFrame(()=>{let o=performance.now()-n;this.note=`${o.toFixed(0)} ms`,this.dispatchEvent(new CustomEvent("painted",{bubbles:!0,detail:o}))})}},Qe=function(t){t.preventDefault();let[i,s]=h(this,b,de).call(this,t);this.linked.zoom(Math.exp(-t.deltaY/(t.deltaMode===0?400:8)),i,s)},de=function(t){let i=this.canvas.getBoundingClientRect(),s=this.canvas.width/i.width;return[(t.clientX-i.left-i.width/2)*s,(t.clientY-i.top-i.height/2)*s]},Je=function(t){this.canvas.setPointerCapture(t.pointerId)},Ye=function(t){let i=this.canvas.width/this.canvas.clientWidth;t.buttons===1&&this.linked.move(t.movementX*i,t.movementY*i);let[s,n]=h(this,b,de).call(this,t);this.linked.point({x:this.linked.x+s/this.linked.scale,y:this.linked.y+n/this.linked.scale})},Ze=function(t){let s={ArrowLeft:[1,0],ArrowRight:[-1,0],ArrowUp:[0,1],ArrowDown:[0,-1]}[t.key];if(s&&t.shiftKey){let n=this.linked.cursor??{x:this.linked.x,y:this.linked.y};this.linked.point({x:n.x-s[0],y:n.y-s[1]})}else if(s)this.linked.move(s[0]*We,s[1]*We);else if(t.key==="+"||t.key==="=")this.linked.zoom(1.25);else if(t.key==="-")this.linked.zoom(.8);else if(t.key==="0")this.linked.fit(this.image.width,this.image.height,this.pixels);else if(t.key==="1")this.linked.actualSize();else return;t.preventDefault()},ti=function(t){let[i,s]=t.target.value.split(":");this.dispatchEvent(new CustomEvent("choose",{detail:{kind:i,frame:Number(s??0)}}))},ei=function(t){j(this,tt,Number(t.target.value)),h(this,b,Z).call(this)},d([w({attribute:!1})],S.prototype,"image",2),d([w({attribute:!1})],S.prototype,"path",2),d([w({attribute:!1})],S.prototype,"pinned",2),d([w({attribute:!1})],S.prototype,"linked",2),d([w({attribute:!1})],S.prototype,"frames",2),d([w({attribute:!1})],S.prototype,"shown",2),d([w({type:Number})],S.prototype,"number",2),d([$()],S.prototype,"problem",2),d([$()],S.prototype,"note",2),d([J(".exact")],S.prototype,"canvas",2),S=d([k("rawline-pane")],S);function Fi(r,e){let{region:t}=r,i=Math.max(r.width,r.height)/Math.max(t.width,t.height),s=e.longest/Math.max(e.region.width,e.region.height);return t.left<=e.region.left&&t.top<=e.region.top&&t.left+t.width>=e.region.left+e.region.width&&t.top+t.height>=e.region.top+e.region.height&&i>=.99*s&&i<=2*s&&r.low===e.low&&r.high===e.high}function ii(r){return r.map(e=>{let t=Object.keys(e)[0]??"",i=e[t];return{word:t,keys:i,initial:structuredClone(i),on:!0}})}function pe(r){return r.filter(e=>e.on).map(e=>({[e.word]:e.keys}))}function M(r){return r.replaceAll("_"," ")}var zt=32,Ft,et,yt,ue,H=class extends A{constructor(){super(...arguments);v(this,yt);this.unit="DN";v(this,Ft,new C(t=>G("values",t),(t,i)=>{i.path===this.path&&(this.block=t)},()=>{}));v(this,et,()=>{let t=this.linked.cursor;if(t&&h(this,yt,ue).call(this)<0){let i=t.x-t.x%zt,s=t.y-t.y%zt;p(this,Ft).want({path:this.path,region:{left:i,top:s,width:zt,height:zt}})}this.requestUpdate()})}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("cursor",p(this,et))}disconnectedCallback(){this.linked.removeEventListener("cursor",p(this,et)),super.disconnectedCallback()}willUpdate(t){t.has("path")&&(this.block=void 0,p(this,et).call(this))}render(){let t=this.linked.cursor,i=h(this,yt,ue).call(this),s=this.block,n=o=>o.map(l=>(l[i]??NaN).toFixed(4)).join("  ");return c`
      <dl class="values" aria-live="off">
        <dt>pixel</dt><dd>${t?`${t.x}, ${t.y}`:"\u2013"}</dd>
        <dt>raw</dt><dd>${s&&i>=0?`${Number(s.raw[i].toPrecision(6))} ${this.unit==="DN"?"DN":""} ${s.colours[i].toLowerCase()}`:"\u2013"}</dd>
        <dt>charge</dt><dd>${s?.electrons&&i>=0?`${s.electrons[i].toFixed(1)} e\u207B`:"\u2013"}</dd>
        <dt>linear</dt><dd>${s&&i>=0?n(s.linear):"\u2013"}</dd>
        <dt>view</dt><dd>${s&&i>=0?n(s.view):"\u2013"}</dd>
      </dl>`}};Ft=new WeakMap,et=new WeakMap,yt=new WeakSet,ue=function(){let t=this.linked.cursor,i=this.block?.region;if(!t||!i)return-1;let s=t.x-i.left,n=t.y-i.top;return s>=0&&n>=0&&s<i.width&&n<i.height?n*i.width+s:-1},d([w({attribute:!1})],H.prototype,"path",2),d([w({attribute:!1})],H.prototype,"linked",2),d([w()],H.prototype,"unit",2),d([$()],H.prototype,"block",2),H=d([k("rawline-values")],H);var Bi=4,si=new Set(["demosaicing","gamma"]),Gi=new Set(["flat_field","additive_layer","defect_correction","luma_convolution"]),L,wt,Bt,nt,u,ni,ri,it,V,rt,st,me,oi,ge,ai,hi,Et,li,ci,di,pi,ui,_=class extends A{constructor(){super(...arguments);v(this,u);this.camera="";this.sensor="";this.stages=[];this.recording={};this.panes=[];this.problem="";v(this,L,new Lt);v(this,wt,"");v(this,Bt,new C(t=>G("comparison",t),t=>{this.similarity=t},()=>{this.similarity=void 0}));v(this,nt,()=>{let[t,i]=location.hash.slice(1).split("?"),s=new URLSearchParams(i??""),n=s.get("root"),o=s.get("path");t==="develop/open"&&n&&o&&this.open.openFile(n,o)});v(this,rt,()=>{if(!this.pinned||!this.path||!this.image)return;let{width:t,height:i}=this.image,s=Math.min(1024,t,i),n=Math.round(Math.min(Math.max(p(this,L).x-s/2,0),t-s)),o=Math.round(Math.min(Math.max(p(this,L).y-s/2,0),i-s));p(this,Bt).want({path:this.path,pinned:this.pinned,region:{left:n,top:o,width:s,height:s}})});v(this,Et,()=>{if(this.image&&p(this,wt)!==this.image.id){let t=this.querySelector("rawline-pane");t&&t.pixels.width>0&&(j(this,wt,this.image.id),p(this,L).fit(this.image.width,this.image.height,t.pixels))}})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",p(this,nt)),p(this,L).addEventListener("change",p(this,rt))}disconnectedCallback(){removeEventListener("hashchange",p(this,nt)),super.disconnectedCallback()}firstUpdated(){p(this,nt).call(this)}updated(){p(this,Et).call(this)}render(){return c`
      <div class="develop" @drop=${h(this,u,li)} @dragover=${t=>t.preventDefault()}
        @opened=${t=>{h(this,u,ri).call(this,t.detail)}}
        @resized=${p(this,Et)}
        @take=${t=>{h(this,u,it).call(this,{...this.path,stages:void 0,view:t.detail})}}>
        <aside class="side">
          <rawline-open .about=${this.about}></rawline-open>
          ${this.image?h(this,u,ci).call(this,this.image):""}
        </aside>
        ${this.image&&this.path?c`
          ${h(this,u,pi).call(this,this.image,this.path)}
          <aside class="cards" aria-label="Light path">${h(this,u,ui).call(this,this.image)}</aside>`:c`
          <div class="empty"><p>Open a sample, choose a raw file, or drop one here.</p></div>`}
      </div>`}};L=new WeakMap,wt=new WeakMap,Bt=new WeakMap,nt=new WeakMap,u=new WeakSet,ni=function(t){return this.about.isp.properties?.stages?.items?.properties?.[t]??{}},ri=async function(t){this.recording={},this.pinned=void 0,this.similarity=void 0,this.sensor="",await h(this,u,it).call(this,{image:t,camera:void 0}),this.image&&this.panes.length===0&&(this.panes=[{kind:"frame",frame:0},{kind:"frame",frame:h(this,u,st).call(this).length-1}])},it=async function(t){try{let i=await G("image",t);this.image=i,this.camera=i.camera,this.sensor=i.sensor??"",this.stages=ii(i.stages),this.problem="",h(this,u,V).call(this)}catch(i){this.problem=i.message}},V=function(){this.image&&(this.path={image:this.image.id,camera:this.camera,stages:pe(this.stages),...this.sensor?{sensor:this.sensor}:{},recording:this.recording},p(this,rt).call(this))},rt=new WeakMap,st=function(){return["raw",...this.stages.filter(t=>t.on).map(t=>M(t.word))].map((t,i,s)=>i===s.length-1?"view":t)},me=function(t,i){this.stages=this.stages.map(s=>s===t?{...s,keys:i}:s),h(this,u,V).call(this)},oi=function(t){let i=h(this,u,st).call(this).length-1;this.stages=this.stages.map(n=>n===t?{...n,on:!n.on}:n);let s=h(this,u,st).call(this).length-1;this.panes=this.panes.map(n=>n.kind==="frame"?{...n,frame:n.frame===i?s:Math.min(n.frame,s)}:n),h(this,u,V).call(this)},ge=function(t,i){let s=this.stages.indexOf(t),n=[...this.stages];n.splice(s,1),n.splice(s+i,0,t),this.stages=n,h(this,u,V).call(this)},ai=async function(t){let i=Object.keys(this.about.isp.properties?.stages?.items?.properties??{}),s=this.stages.findIndex(l=>l.word==="demosaicing"),n=i.indexOf(t)<i.indexOf("demosaicing")?s:this.stages.length-1,o=pe(this.stages);o.splice(n,0,{[t]:{}}),await h(this,u,it).call(this,{...this.path,stages:o})},hi=function(t,i){let s={...this.recording};Math.abs(i-t.usual)<1e-9?delete s[t.name]:s[t.name]=i,this.recording=s,h(this,u,V).call(this)},Et=new WeakMap,li=function(t){t.preventDefault();let i=t.dataTransfer?.files[0];i&&!this.about.demo&&this.open.take(i)},ci=function(t){let i=[`${t.width} \xD7 ${t.height} px`,t.cfa,t.model,t.iso?`ISO ${t.iso}`:void 0,t.exposure?`${Number((t.exposure*1e3).toPrecision(3))} ms`:void 0].filter(s=>s!==void 0);return c`
      <section class="facts" aria-label="Image">
        <h2>${t.name}</h2>
        <p>${i.join(" \xB7 ")}</p>
        ${qe(t)}
        <rawline-values .path=${this.path} .linked=${p(this,L)} .unit=${t.unit}></rawline-values>
        ${h(this,u,di).call(this)}
      </section>`},di=function(){let t=p(this,L),i=(s,n)=>{t.stretch(s,n),this.requestUpdate()};return c`
      <fieldset><legend>Contrast of all panes</legend>
        ${mt("black at","",t.low,[0,1,!1],s=>i(s,t.high))}
        ${mt("white at","",t.high,[0,1,!1],s=>i(t.low,s))}
        <button type="button" @click=${()=>i(0,1)}>Reset</button>
      </fieldset>`},pi=function(t,i){return c`
      <section class="pictures" aria-label="Pictures">
        <div class="tools">
          <button type="button" @click=${()=>{this.pinned=i,p(this,rt).call(this)}}>Pin this variant</button>
          ${this.pinned&&this.similarity?c`<span class="similarity" role="status">to pinned: SSIM ${this.similarity.ssim.toFixed(4)} · ΔE₀₀ ${this.similarity.deltaE.toFixed(2)}, 95 % below ${this.similarity.deltaE95.toFixed(2)}</span>`:""}
          <span class="fill"></span>
          <button type="button" ?disabled=${this.panes.length>=Bi}
            @click=${()=>{this.panes=[...this.panes,{kind:"frame",frame:h(this,u,st).call(this).length-1}]}}>Add a pane</button>
          <button type="button" ?disabled=${this.panes.length<2} @click=${()=>{this.panes=this.panes.slice(0,-1)}}>Remove a pane</button>
        </div>
        <div class="panes panes-${this.panes.length}">
          ${this.panes.map((s,n)=>c`
            <rawline-pane class="pane" .number=${n+1} .image=${t} .path=${i} .pinned=${this.pinned} .linked=${p(this,L)}
              .frames=${h(this,u,st).call(this)} .shown=${s}
              @choose=${o=>{this.panes=this.panes.map((l,a)=>a===n?o.detail:l)}}></rawline-pane>`)}
        </div>
        ${this.panes.some(s=>s.kind==="difference")?c`
          <p class="scale"><span>ΔE₀₀ 0</span><span class="ramp" aria-hidden="true"></span><span>${this.similarity?.painted??10} and more</span></p>`:""}
      </section>`},ui=function(t){let i=this.stages.findIndex(n=>n.word==="demosaicing"),s=Object.keys(this.about.isp.properties?.stages?.items?.properties??{}).filter(n=>!si.has(n)&&!Gi.has(n));return c`
      ${this.problem?c`<p class="problem" role="alert">${this.problem}</p>`:""}
      <section class="card">
        <h3>recording</h3>
        ${t.recording.length===0?c`
          <p class="hint">Choose the sensor that recorded, to count in electrons.</p>`:""}
        <label class="choice"><span class="name">sensor</span>
          <select @change=${n=>{this.recording={},h(this,u,it).call(this,{...this.path,recording:{},sensor:n.target.value||void 0})}}>
            <option value="" ?selected=${!this.sensor}>${t.recording.length?"of the data set":"not known"}</option>
            ${this.about.sensors.map(n=>c`<option ?selected=${n===this.sensor}>${n}</option>`)}
          </select></label>
        ${t.recording.map(n=>mt(M(n.meaning),n.unit,this.recording[n.name]??n.usual,[n.lowest,n.highest,n.name==="bits"],o=>h(this,u,hi).call(this,n,o)))}
        ${Object.keys(this.recording).length?c`<button type="button" @click=${()=>{this.recording={},h(this,u,V).call(this)}}>Reset</button>`:""}
      </section>
      <section class="card">
        <h3>camera</h3>
        <label class="choice"><span class="name">numbers of</span>
          <select @change=${n=>{h(this,u,it).call(this,{...this.path,stages:void 0,camera:n.target.value})}}>
            ${t.cameras.map(n=>c`<option value=${n} ?selected=${n===this.camera}>${n==="file"?"the file itself":n==="data"?"the data set":n}</option>`)}
          </select></label>
      </section>
      ${this.stages.map((n,o)=>{let l=h(this,u,ni).call(this,n.word),a=JSON.stringify(n.keys)!==JSON.stringify(n.initial),f=o>i&&n.word!=="gamma";return c`
          <section class="card ${n.on?"":"off"}" title=${l.description??""}>
            <h3>${M(n.word)}</h3>
            <div class="card-tools">
              ${a?c`<button type="button" @click=${()=>h(this,u,me).call(this,n,structuredClone(n.initial))} aria-label="Reset ${M(n.word)}">Reset</button>`:""}
              ${f?c`
                <button type="button" ?disabled=${o-1<=i} @click=${()=>h(this,u,ge).call(this,n,-1)} aria-label="Move ${M(n.word)} up">↑</button>
                <button type="button" ?disabled=${o+2>=this.stages.length} @click=${()=>h(this,u,ge).call(this,n,1)} aria-label="Move ${M(n.word)} down">↓</button>`:""}
              ${si.has(n.word)?"":c`
                <label><input type="checkbox" .checked=${n.on} @change=${()=>h(this,u,oi).call(this,n)} aria-label="${M(n.word)} on">on</label>`}
            </div>
            ${n.on?re(M(n.word),l,n.keys,n.initial,m=>h(this,u,me).call(this,n,m)):""}
          </section>`})}
      <label class="choice add"><span class="name">add a stage</span>
        <select .value=${""} @change=${n=>{let o=n.target,l=o.value;o.value="",l&&h(this,u,ai).call(this,l)}}>
          <option value=""></option>${s.map(n=>c`<option value=${n}>${M(n)}</option>`)}
        </select></label>`},d([w({attribute:!1})],_.prototype,"about",2),d([$()],_.prototype,"image",2),d([$()],_.prototype,"camera",2),d([$()],_.prototype,"sensor",2),d([$()],_.prototype,"stages",2),d([$()],_.prototype,"recording",2),d([$()],_.prototype,"path",2),d([$()],_.prototype,"pinned",2),d([$()],_.prototype,"panes",2),d([$()],_.prototype,"similarity",2),d([$()],_.prototype,"problem",2),d([J("rawline-open")],_.prototype,"open",2),_=d([k("rawline-develop")],_);var fe=[["develop","Studio"]],ot,X=class extends A{constructor(){super(...arguments);this.page="";this.problem="";v(this,ot,()=>{let t=location.hash.slice(1).split("/")[0]??"";this.page=fe.some(([i])=>i===t)?t:fe[0][0]})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",p(this,ot)),p(this,ot).call(this),Mt("about").then(t=>this.about=t,t=>this.problem=t.message)}disconnectedCallback(){removeEventListener("hashchange",p(this,ot)),super.disconnectedCallback()}render(){return c`
      <header class="bar">
        <a class="brand" href="#develop"><img src="/icon.svg" alt="" width="20" height="20">Rawline</a>
        <nav aria-label="Parts">
          ${fe.map(([t,i])=>c`
            <a href="#${t}" aria-current=${this.page===t?"page":"false"}>${i}</a>`)}
        </nav>
        <span class="version">${this.about?`${this.about.version}${this.about.demo?" \xB7 demonstration":""}`:""}</span>
      </header>
      <main>
        ${this.problem?c`<p class="problem" role="alert">${this.problem}</p>`:""}
        ${this.about?c`<rawline-develop .about=${this.about} ?hidden=${this.page!=="develop"}></rawline-develop>`:""}
      </main>`}};ot=new WeakMap,d([$()],X.prototype,"about",2),d([$()],X.prototype,"page",2),d([$()],X.prototype,"problem",2),X=d([k("rawline-studio")],X);})();
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
